package dev.dusty.plugin.vmssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact commands that are started, and what becomes of their failures. */
class SshTest {

  @TempDir private Path folder;

  private Ssh ssh(ProcessRunner processes) throws IOException {
    return Ssh.to(
        new FakeContext(folder).with(processes),
        "dusty",
        new SshEndpoint("dusty-1", "127.0.0.1", 2222, "docker", Path.of("/home/me/100%/id_rsa")));
  }

  private Path config() {
    return folder.resolve("state/ssh_config");
  }

  private static Processes failing(int code, String errors) {
    return Processes.answering(command -> new Result(code, "", errors));
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .returns(code, UserError::code);
  }

  @Test
  void aCommandIsOneOfSshWithItsInputAndLimitAsTheUser() throws IOException {
    Command command =
        Command.of(Identity.ROOT, Duration.ofSeconds(7), "cat", "a b").reading("text");
    assertThat(ssh(Processes.succeeding()).command(command))
        .isEqualTo(
            Command.of(
                    Identity.USER,
                    Duration.ofSeconds(7),
                    "ssh",
                    "-F",
                    config().toString(),
                    "vm",
                    "exec sudo -n -- cat 'a b'")
                .reading("text"));
  }

  @Test
  void theConfigurationKnowsOneConnectionAndTrustsNoOtherKey() throws IOException {
    ssh(Processes.succeeding());
    assertThat(config())
        .content()
        .contains(
            "HostName 127.0.0.1\n",
            "Port 2222\n",
            "User docker\n",
            "IdentityFile \"/home/me/100%%/id_rsa\"\n",
            "HostKeyAlias dusty-1\n",
            "StrictHostKeyChecking accept-new\n",
            "UserKnownHostsFile \"" + folder + "/state/ssh/known_hosts\"\n",
            "ControlMaster auto\n",
            "ControlPersist 600\n");
    assertThat(Files.getPosixFilePermissions(folder.resolve("state/ssh"))).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/x\"\nMatch exec \"touch /tmp/owned\"\n#",
        "/x\nProxyCommand id",
        "/x\ry",
        "/x\ty",
        "/x\"y",
        "/x\\y",
        "/x\u007fy"
      })
  void aKeyThatWouldBeMoreThanOneValueOfTheConfigurationIsRefused(String key) {
    assertThatThrownBy(() -> new SshEndpoint("dusty-1", "127.0.0.1", 22, "docker", Path.of(key)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the path of its key cannot be given to ssh");
  }

  @Test
  void aSocketWhosePathIsTooLongIsNotUsed() throws IOException {
    folder = Files.createDirectories(folder.resolve("x".repeat(90)));
    ssh(Processes.succeeding());
    assertThat(config()).content().contains("ControlPath none\n");
  }

  @ParameterizedTest
  @CsvSource({
    "vm-unreachable, ssh: connect to host 127.0.0.1 port 2222: Connection refused",
    "vm-unreachable, ssh: connect to host 10.0.0.9 port 22: Connection timed out",
    "vm-unreachable, kex_exchange_identification: Connection closed by remote host",
    "vm-login, docker@127.0.0.1: Permission denied (publickey).",
    "vm-host-key, Host key verification failed."
  })
  void aFailureOfSshIsExplained(String code, String errors) throws IOException {
    Ssh ssh = ssh(failing(255, errors + "\n"));
    assertCode(code, () -> ssh.run(Command.of(Identity.USER, Duration.ofSeconds(1), "true")));
  }

  @Test
  void aCommandThatFailsIsNoFailureOfSsh() throws IOException {
    Result result = new Result(255, "", "the command's own\n");
    Ssh ssh = ssh(Processes.answering(command -> result));
    assertThat(ssh.run(Command.of(Identity.USER, Duration.ofSeconds(1), "false")))
        .isEqualTo(result);
  }

  @Test
  void aVmThatHangsIsSaidToBe() throws IOException {
    Ssh ssh =
        ssh(
            Processes.answering(
                command -> {
                  throw new UserError("time-limit", "too long", "try again");
                }));
    assertCode("vm-silent", () -> ssh.run(Command.of(Identity.USER, Duration.ofSeconds(3), "df")));
  }

  @Test
  void aFullDiskIsSaidToBe() throws IOException {
    Ssh ssh = ssh(failing(1, "mkdir: can't create directory '/x': No space left on device\n"));
    assertCode(
        "vm-disk-full", () -> ssh.output(Identity.ROOT, Duration.ofSeconds(1), "mkdir", "/x"));
  }

  @Test
  void whatIsCopiedGoesOverTheSameConnectionToRootThereAndIsTheUsersHere() throws IOException {
    Processes processes = Processes.succeeding();
    Path tree = Files.createDirectory(folder.resolve("tree"));
    new RemoteFiles(ssh(processes)).copyTo(tree, "/cp/web/1");
    assertThat(processes.argumentVectors())
        .containsExactly(
            List.of("ssh", "-F", config().toString(), "vm", "exec sudo -n -- mkdir -p -- /cp/web"),
            List.of(
                "rsync",
                "-aHS",
                "--numeric-ids",
                "--rsync-path=sudo -n rsync",
                "-e",
                "ssh -F '" + config() + "' -o ControlMaster=no",
                tree.toRealPath() + "/",
                "vm:/cp/web/1/"));
    assertThat(processes.commands()).extracting(Command::identity).containsOnly(Identity.USER);
  }

  @Test
  void aPathThatAShellWouldReadIsProtected() throws IOException {
    Processes processes = Processes.succeeding();
    Path file = Files.writeString(folder.resolve("file"), "text");
    new RemoteFiles(ssh(processes)).copyTo(file, "/cp/a b");
    assertThat(processes.argumentVectors().get(1))
        .contains("-s")
        .endsWith(file.toRealPath().toString(), "vm:/cp/a b");
  }

  @ParameterizedTest
  @CsvSource({
    "vm-rsync, sudo: rsync: command not found",
    "vm-disk-full, rsync: [receiver] write failed on \"/x\": No space left on device (28)",
    "vm-unreachable, ssh: connect to host 127.0.0.1 port 2222: Connection refused",
    "vm-copy, rsync: [sender] link_stat \"/x\" failed: No such file or directory (2)"
  })
  void aCopyThatFailsIsExplained(String code, String errors) throws IOException {
    Ssh ssh =
        ssh(
            Processes.answering(
                command ->
                    command.argv().get(0).equals("rsync")
                        ? new Result(12, "", errors + "\nrsync error: some (code 12)\n")
                        : new Result(0, "", "")));
    assertCode(code, () -> new RemoteFiles(ssh).copyTo(folder, "/x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/dev/sda1            19195136    503972  17673504   3% /mnt/sda1",
        "server:/a b 19195136 503972 17673504 3% /mnt/sda1"
      })
  void theDiskIsReadFromTheLastLine(String line) {
    assertThat(
            RemoteDisk.parse(
                "Filesystem           1024-blocks    Used Available Capacity Mounted on\n"
                    + line
                    + "\n"))
        .isEqualTo(new DiskUsage("/mnt/sda1", 19195136L * 1024, 17673504L * 1024));
  }
}
