package dev.dusty.plugin.vmssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With real ssh, sshd and rsync. */
@Timeout(120)
class SshRealTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private LocalSshd sshd;
  private Ssh ssh;

  @BeforeEach
  void connect() throws Exception {
    sshd = new LocalSshd(folder.resolve("sshd"));
    ssh = to("vm-1");
  }

  @AfterEach
  void disconnect() throws IOException {
    if (ssh != null) {
      ssh.disconnect();
    }
    if (sshd != null) {
      sshd.close();
    }
  }

  private Ssh to(String identity) throws IOException {
    return Ssh.to(new FakeContext(folder).with(Processes.real()), "dusty", sshd.endpoint(identity));
  }

  @Test
  void manyCommandsAndCopiesPayOneHandshake() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    for (int i = 0; i < 5; i++) {
      assertThat(ssh.output(Identity.ROOT, LIMIT, "echo", "it's " + i))
          .isEqualTo("it's " + i + "\n");
    }
    RemoteFiles files = new RemoteFiles(to("vm-1"));
    files.copyTo(file, folder + "/there/file");
    files.copyFrom(folder + "/there/file", folder.resolve("back"));
    assertThat(folder.resolve("back")).hasContent("text");
    assertThat(sshd.handshakes()).isOne();
  }

  @Test
  void folderEnvironmentInputAndExitCodeAreTheCommands() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("an odd $folder"));
    var result =
        ssh.run(
            Command.of(
                    Identity.ROOT, LIMIT, "sh", "-c", "pwd; echo \"$V\"; cat; echo no >&2; exit 7")
                .in(odd)
                .withEnvironment(Map.of("V", "a 'b'"))
                .reading("input\n"));
    assertThat(result.output()).isEqualTo(odd + "\na 'b'\ninput\n");
    assertThat(result.errors()).isEqualTo("no\n");
    assertThat(result.exitCode()).isEqualTo(7);
  }

  @Test
  void aTreeComesWithOwnersModesLinksAndHolesAndWhatIsOnlyThereStays() throws Exception {
    Path tree = Files.createDirectory(folder.resolve("a tree"));
    Files.createDirectory(tree.resolve("inner"));
    Path file = Files.writeString(tree.resolve("inner/file"), "text");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
    Files.setAttribute(file, "unix:uid", 1234);
    Files.setAttribute(file, "unix:gid", 2345);
    Files.createLink(tree.resolve("twin"), file);
    Files.createSymbolicLink(tree.resolve("link"), Path.of("nowhere"));
    try (RandomAccessFile sparse = new RandomAccessFile(tree.resolve("sparse").toFile(), "rw")) {
      sparse.setLength(1 << 26);
    }
    Path there = Files.createDirectories(folder.resolve("there $x/tree"));
    Files.writeString(there.resolve("own"), "stays");
    RemoteFiles files = new RemoteFiles(ssh);
    files.copyTo(tree, there.toString());
    assertThat(there.resolve("own")).hasContent("stays");
    Path back = folder.resolve("back");
    files.copyFrom(there.toString(), back);
    assertThat(Files.readAttributes(back.resolve("inner/file"), "unix:uid,gid,permissions,nlink"))
        .containsEntry("uid", 1234)
        .containsEntry("gid", 2345)
        .containsEntry("nlink", 2)
        .containsEntry("permissions", PosixFilePermissions.fromString("rwxr-x--x"));
    assertThat(Files.readSymbolicLink(back.resolve("link"))).hasToString("nowhere");
    assertThat(Files.size(back.resolve("sparse"))).isEqualTo(1 << 26);
    assertThat(ssh.output(Identity.ROOT, LIMIT, "du", "-k", back.resolve("sparse").toString()))
        .startsWith("0\t");
    assertThat(Files.exists(back.resolve("own"), LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void aMissingFileIsToldByItsName() {
    assertThatThrownBy(() -> new RemoteFiles(ssh).copyFrom("/no/such file", folder.resolve("x")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("/no/such file")
        .hasMessageContaining("No such file or directory");
  }

  @Test
  void anotherHostKeyIsNotTrustedUnlessTheVmIsAnother() throws Exception {
    ssh.output(Identity.ROOT, LIMIT, "true");
    ssh.disconnect();
    sshd.makeHostKey();
    sshd.restart();
    assertThatThrownBy(() -> ssh.output(Identity.ROOT, LIMIT, "true"))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .returns("vm-host-key", UserError::code);
    assertThat(to("vm-2").output(Identity.ROOT, LIMIT, "echo", "new")).isEqualTo("new\n");
    ssh.forgetHostKey();
    assertThat(ssh.output(Identity.ROOT, LIMIT, "echo", "known")).isEqualTo("known\n");
  }

  @Test
  void aVmThatWasKilledIsFoundAgain() throws Exception {
    ssh.output(Identity.ROOT, LIMIT, "true");
    sshd.restart();
    ssh.await(LIMIT);
    assertThat(ssh.output(Identity.ROOT, LIMIT, "echo", "again")).isEqualTo("again\n");
    assertThat(sshd.handshakes()).isEqualTo(2);
  }

  @Test
  void aVmWithoutSshIsToldAtTheEndOfTheWait() {
    sshd.close();
    assertThatThrownBy(() -> ssh.await(Duration.ofMillis(500)))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .returns("vm-unreachable", UserError::code);
  }
}
