package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dusty.api.step.HostUser;
import dev.dusty.host.HostProcesses;
import dev.dusty.host.RunAs;
import dev.dusty.run.Uncancelled;
import dev.dusty.spec.SpecFolder;
import dev.dusty.spec.read.SpecReader;
import dev.dusty.spec.read.SpecReading;
import dev.dusty.spec.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersSpecFilesTest {

  private static final HostUser NOBODY = new HostUser("nobody", 65534, 65534, Path.of("/"));

  @TempDir Path folder;
  private Path specs = Path.of("");

  @BeforeEach
  void makeSpecs() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    specs = Files.createDirectory(folder.resolve("my specs"));
    SpecFolder.in(specs);
  }

  private long ownUid() throws IOException {
    return ((Number) Files.getAttribute(folder, "unix:uid")).longValue();
  }

  private Optional<SpecReading> readAs(HostUser user) throws IOException {
    HostProcesses processes =
        new HostProcesses(
            new RunAs(ownUid(), RunAs.thisPlatform()),
            Optional.of(user),
            Map.of(),
            Uncancelled.FOREVER,
            folder.resolve("children"));
    return UsersSpecFiles.in(specs, processes).map(SpecReader::read);
  }

  private SpecReading read() throws IOException {
    return readAs(new HostUser("own", ownUid(), ownUid(), folder)).orElseThrow();
  }

  private SpecReading readAsNobody() throws IOException {
    assumeTrue(ownUid() == 0, "only root can run as another user");
    return readAs(NOBODY).orElseThrow();
  }

  @Test
  void theyAreTheSameAsThoseThatTheProcessReadsItself() throws IOException {
    SpecFolder.emptyIn(specs)
        .with("apps/a b.yml", SpecFolder.APP)
        .with("apps/back\\nslash.yml", SpecFolder.APP)
        .with("apps/big.yml", "#".repeat(YamlReader.MOST_BYTES + 1))
        .with("apps/whole.yml", SpecFolder.APP + "#" + "x".repeat(100_000))
        .with("apps/empty.yml", "")
        .with("apps/latin.yml", new byte[] {'#', (byte) 0xe4, '\n'})
        .with("apps/.hidden.yml", "x: 1\n")
        .with("apps/README.md", "not a spec\n")
        .with("apps/more/x.yml", SpecFolder.APP)
        .with("apps/folder.yml/x", "")
        .with("services/db.yaml", SpecFolder.SERVICE)
        .with("other/x.yml", "x: 1\n");
    Files.createSymbolicLink(specs.resolve("apps/link.yml"), Path.of("web.yml"));
    Files.createSymbolicLink(specs.resolve("apps/out.yml"), Path.of("/etc/hosts"));
    Files.createSymbolicLink(specs.resolve("apps/gone.yml"), Path.of("nowhere"));
    SpecReading direct = SpecReader.read(specs);
    assertThat(direct.problems()).hasSizeGreaterThan(8);
    assertThat(read().problems()).isEqualTo(direct.problems());
    assertThat(read().specs()).isEqualTo(direct.specs());
  }

  @Test
  void aFolderWithoutSpecsHasTheSameProblemsAsWell() throws IOException {
    specs = Files.createDirectory(folder.resolve("empty"));
    assertThat(read().problems()).isEqualTo(SpecReader.read(specs).problems());
  }

  @Test
  void aMissingFolderIsNoFolder() throws IOException {
    specs = folder.resolve("gone");
    assertThat(readAs(new HostUser("own", ownUid(), ownUid(), folder))).isEmpty();
  }

  @Test
  void whatTheUserMayNotReadIsNotRead() throws IOException {
    Path secret = Files.writeString(specs.resolve("apps/secret.yml"), "top_secret: 1\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    assertThat(readAsNobody().problems().toString())
        .contains("apps/secret.yml:1:1: the file cannot be read: permission denied")
        .doesNotContain("top_secret");
  }

  @Test
  void aFolderThatTheUserMayNotEnterIsNone() throws IOException {
    assumeTrue(ownUid() == 0, "only root can run as another user");
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.move(specs, closed.resolve("specs"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    Files.createSymbolicLink(specs, closed.resolve("specs"));
    assertThat(readAs(NOBODY)).isEmpty();
  }

  @Test
  void aFolderOfSpecsThatTheUserMayNotListIsAProblem() throws IOException {
    Files.setPosixFilePermissions(
        specs.resolve("apps"), PosixFilePermissions.fromString("rwx------"));
    assertThat(readAsNobody().problems().toString())
        .contains("apps:1:1: the folder cannot be listed: permission denied");
  }
}
