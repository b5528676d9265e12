package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.People.Person;
import dev.dusty.distribution.bed.ReleaseFolder;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.SmallDisk;
import dev.dusty.distribution.bed.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Releases that are not what they should be, and people who may not install any: nothing changes.
 */
class UpgradeRefusedIT {

  private static final String WORKS = "#!/bin/sh\nexit 0\n";

  @TempDir static Path shared;
  private static Path installation;
  private static Trial trial;

  @TempDir Path folder;
  private ReleaseFolder releases;

  @BeforeAll
  static void start() {
    installation = ReleaseFolder.copyOfInstallation(shared.resolve("dusty"));
    Shell.run(shared, "chmod", "755", shared.toString()).orFail();
    trial = Trial.withoutEngineOf(installation).setUpWithoutSpecs();
  }

  @AfterAll
  static void stop() {
    trial.close();
  }

  @BeforeEach
  void release() {
    releases = ReleaseFolder.in(folder);
    trial.dusty("config", "set", "release_key", releases.publicKey()).orFail();
  }

  @AfterEach
  void nothingHasChanged() throws IOException {
    assertThat(installation.resolve("bin/dusty")).isRegularFile();
    assertThat(installation.resolve("current")).doesNotExist();
    if (Files.exists(installation.resolve("releases"))) {
      assertThat(installation.resolve("releases")).isEmptyDirectory();
    }
  }

  private String refused(String... more) {
    String[] argv = {"upgrade", "--from", releases.folder().toString()};
    List<String> all = new java.util.ArrayList<>(List.of(argv));
    all.addAll(List.of(more));
    Shell refused = trial.dusty(all.toArray(String[]::new));
    assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    return refused.err();
  }

  @Test
  void anArchiveThatWasChanged() throws IOException {
    releases.releaseLauncher("0.2.0", WORKS);
    Files.writeString(releases.archive("0.2.0"), "x", StandardOpenOption.APPEND);
    assertThat(refused()).contains("is not what was released: its SHA-256 is ");
  }

  @Test
  void checksumsThatWereChanged() throws IOException {
    releases.releaseLauncher("0.2.0", WORKS);
    Path sums = releases.folder().resolve("SHA256SUMS");
    Files.writeString(sums, Files.readString(sums).replace("0.2.0", "0.3.0"));
    assertThat(refused()).contains("is not signed with the key of this Dusty's releases");
  }

  @Test
  void releasesOfAnotherKey() {
    releases.releaseLauncher("0.2.0", WORKS);
    trial.dusty("config", "set", "release_key", otherKey()).orFail();
    assertThat(refused()).contains("is not signed with the key of this Dusty's releases");
  }

  private String otherKey() {
    try {
      return ReleaseFolder.in(Files.createDirectory(folder.resolve("other"))).publicKey();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aReleaseWhosePreflightFails() {
    releases.releaseLauncher("0.2.0", "#!/bin/sh\necho 'no such luck' >&2\nexit 1\n");
    assertThat(refused())
        .startsWith("dusty: Dusty 0.2.0 does not work here: its preflight fails; it says\n")
        .contains("no such luck");
  }

  @Test
  void aReleaseWhoseDaemonDoesNotStart() {
    releases.releaseLauncher(
        "0.2.0", "#!/bin/sh\n[ \"$*\" = '-d --preflight-only' ] || { echo broken; exit 1; }\n");
    assertThat(refused()).contains("its daemon does not start; it says\n", "broken");
  }

  @Test
  void aReleaseThatIsNotThere() {
    releases.releaseLauncher("0.2.0", WORKS);
    assertThat(refused("0.9.0"))
        .contains("there is no release '0.9.0' for linux-", "releases there: 0.2.0");
  }

  @Test
  void anOlderReleaseThatWasNotNamed() {
    releases.releaseLauncher("0.0.1", WORKS);
    Shell upgraded = trial.dusty("upgrade", "--from", releases.folder().toString()).orFail();
    assertThat(upgraded.out()).endsWith(" is the newest release.\n");
  }

  @Test
  void aFolderWithoutReleases() {
    assertThat(refused()).contains("SHA256SUMS' cannot be fetched: there is no such file");
  }

  @Test
  void aReleaseForWhichThereIsNoRoom() throws IOException {
    releases.releaseLauncher("0.2.0", WORKS + "#" + "0123456789".repeat(10));
    Path archive = releases.archive("0.2.0");
    byte[] noise = new byte[16 << 20];
    new java.util.Random(1).nextBytes(noise);
    Files.write(archive, noise, StandardOpenOption.APPEND);
    releases.sign();
    Path disk = installation.resolve("releases");
    try (SmallDisk _ = SmallDisk.mount(disk)) {
      assertThat(refused()).contains("the disk is full");
      assertThat(disk).isEmptyDirectory();
    }
  }

  @Test
  void somebodyWhoIsNotRoot() {
    try (Trial people = Trial.withoutEngineFor(Person.ANN).setUpWithoutSpecs()) {
      String[][] commands = {
        {"upgrade"},
        {"upgrade", "--from", releases.folder().toString()},
        {"upgrade", "--check", "--from", releases.folder().toString()},
        {"config", "set", "release_source", "https://ann.test/"},
        {"config", "set", "release_key", releases.publicKey()}
      };
      for (String[] command : commands) {
        Shell refused = people.dusty(command);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
            .startsWith("dusty: only root ")
            .endsWith("\nrun it by sudo, or ask root to\n");
      }
      assertThat(people.dusty("config", "listvalues").out()).doesNotContain("release_");
    }
  }
}
