package dev.dusty.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasesTest {

  @TempDir Path folder;
  private Path root;
  private Releases first;

  @BeforeEach
  void install() throws IOException {
    root = release(folder.toRealPath().resolve("dusty"), "1");
    first = Releases.of(root);
  }

  /** Makes a release whose launcher says which one it is. */
  private static Path release(Path at, String version) throws IOException {
    Files.createDirectories(at.resolve("bin"));
    Files.createDirectories(at.resolve("lib"));
    Files.writeString(at.resolve("lib/jar"), version);
    Path launcher = Files.writeString(at.resolve("bin/dusty"), version);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    return at;
  }

  private Releases upgraded(Releases from, String present, String version) throws IOException {
    from.add(release(from.unfinished().resolve("dusty"), version), version);
    from.switchTo(version, present);
    return Releases.of(root.resolve("bin/dusty").toRealPath().resolve("../..").normalize());
  }

  @Test
  void anUpgradeLeavesTheReleaseThatRunsWhereItIs() throws IOException {
    upgraded(first, "1", "2");
    assertThat(root.resolve("bin/dusty")).hasContent("2");
    assertThat(root.resolve("lib/jar")).hasContent("1");
  }

  @Test
  void onceTheNextOneRunsAllPathsLeadToIt() throws IOException {
    Path mine = Files.writeString(root.resolve("mine"), "mine");
    Releases second = upgraded(first, "1", "2");
    second.settle();
    second.settle();
    assertThat(second.root()).isEqualTo(root);
    assertThat(root.resolve("lib/jar")).hasContent("2");
    assertThat(root.resolve("releases/1/lib/jar")).hasContent("1");
    assertThat(root.resolve("releases/1/bin/dusty")).hasContent("1").isExecutable();
    assertThat(mine).hasContent("mine");
    assertThat(second.has("1")).isTrue();
  }

  @Test
  void theReleaseBeforeTheFormerOneIsRemoved() throws IOException {
    Releases second = upgraded(first, "1", "2");
    second.settle();
    Releases third = upgraded(second, "2", "3");
    third.settle();
    assertThat(root.resolve("releases")).isDirectoryNotContaining("glob:**/1");
    assertThat(root.resolve("releases/2/lib/jar")).hasContent("2");
    assertThat(root.resolve("lib/jar")).hasContent("3");
  }

  @Test
  void backIsToTheFormerReleaseWhetherItWasTidiedUpOrNot() throws IOException {
    upgraded(first, "1", "2");
    assertThat(first.switchBack()).isEqualTo("1");
    assertThat(root.resolve("bin/dusty")).hasContent("1").isRegularFile();
    Releases second = upgraded(first, "1", "2");
    second.settle();
    Releases third = upgraded(second, "2", "3");
    assertThat(third.switchBack()).isEqualTo("2");
    assertThat(root.resolve("bin/dusty")).hasContent("2");
  }

  @Test
  void aReleaseThatWasTakenBackTidiesNothingUp() throws IOException {
    Releases second = upgraded(first, "1", "2");
    first.switchBack();
    first.settle();
    assertThat(root.resolve("lib/jar")).hasContent("1").isRegularFile();
    assertThat(root.resolve("releases/2")).isDirectory();
    assertThat(second.has("2")).isTrue();
  }

  @Test
  void whatWasNotFinishedIsTakenAway() throws IOException {
    release(first.unfinished().resolve("dusty"), "2");
    assertThat(first.unfinished()).isEmptyDirectory();
    assertThat(first.has("2")).isFalse();
    first.removeUnfinished();
    assertThat(root.resolve("releases")).isEmptyDirectory();
  }

  @Test
  void aFolderThatOthersMayChangeIsNotUpgraded() throws IOException {
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxr-x"));
    assertThatThrownBy(() -> first.check(0))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("is not root's alone");
  }

  @Test
  void aBuildIsNotUpgraded() throws IOException {
    Files.createFile(folder.resolve("pom.xml"));
    Releases build = Releases.of(release(folder.toRealPath().resolve("target/dusty"), "1"));
    assertThatThrownBy(() -> build.check(0))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("is a build");
  }
}
