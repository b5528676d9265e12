package dev.dusty.plugin;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which places a plugin may be loaded from, by owners and modes of real files. */
class TrustTest {

  /** In a folder of temporary files, which everybody can write, and which is sticky. */
  @TempDir Path temporary;

  private Path above = Path.of("");
  private Path folder = Path.of("");
  private Path jar = Path.of("");
  private long me;

  @BeforeEach
  void makeFiles() throws IOException {
    above = Files.createDirectory(temporary.toRealPath().resolve("above"));
    folder = Files.createDirectory(above.resolve("plugins"));
    jar = Files.createFile(folder.resolve("a.jar"));
    mode(above, "rwxr-xr-x");
    mode(folder, "rwxr-xr-x");
    mode(jar, "rw-r--r--");
    me = (Integer) Files.getAttribute(jar, "unix:uid");
  }

  private static void mode(Path place, String mode) throws IOException {
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(mode));
  }

  private static void expectWritable(Trust trust, Path folder, Path plugin, Path place) {
    assertThatThrownBy(() -> trust.check(folder, plugin))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "'%s' can be written by others; plugins run with Dusty's rights, so forbid it: chmod go-w '%s'",
            place, place);
  }

  @Test
  void oneUsersOwnFilesAreTrusted() {
    assertThatCode(() -> new Trust(me).check(folder, jar)).doesNotThrowAnyException();
  }

  @Test
  void aFolderAboveThatOthersCanWriteIsRefused() throws IOException {
    mode(above, "rwxr-xrwx");
    expectWritable(new Trust(me), folder, jar, above);
  }

  @Test
  void aFolderAboveThatIsStickyIsNot() throws IOException {
    Files.setAttribute(above, "unix:mode", 01777);
    assertThatCode(() -> new Trust(me).check(folder, jar)).doesNotThrowAnyException();
  }

  @Test
  void aFolderOfPluginsThatIsStickyIsRefusedAllTheSame() throws IOException {
    Files.setAttribute(folder, "unix:mode", 01777);
    expectWritable(new Trust(me), folder, jar, folder);
  }

  @Test
  void aFileInAPluginsFolderThatOthersCanWriteIsRefused() throws IOException {
    Path plugin = folder.resolve("a");
    Files.createDirectories(plugin.resolve("lib"));
    Path inner = Files.createFile(plugin.resolve("lib/a.jar"));
    mode(inner, "rw-r--rw-");
    expectWritable(new Trust(me), folder, plugin, inner);
  }

  @Test
  void aLinkInAPluginsFolderIsRefused() throws IOException {
    Path plugin = folder.resolve("a");
    Files.createDirectories(plugin.resolve("lib"));
    Path link = Files.createSymbolicLink(plugin.resolve("lib/a.jar"), jar);
    assertThatThrownBy(() -> new Trust(me).check(folder, plugin))
        .isInstanceOf(Refusal.class)
        .hasMessage("'%s' is a symbolic link; put the file itself there", link);
  }

  @Test
  void whatBelongsToSomebodyElseIsRefused() throws IOException {
    long owner = me;
    long runner = me + 1;
    if (owner == 0) {
      // Root's files are trusted by everybody; give the jar to a user who is neither.
      owner = 4712;
      runner = 0;
      Files.setAttribute(jar, "unix:uid", (int) owner);
    }
    Path foreign = owner == me ? folder : jar;
    Trust trust = new Trust(runner);
    assertThatThrownBy(() -> trust.check(folder, jar))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "'%s' belongs to user %d; plugins run with Dusty's rights, so make it root's: chown root '%s'",
            foreign, owner, foreign);
  }

  @Test
  void aPlainUserMayShareWithAGroup() throws IOException {
    mode(jar, "rw-rw-r--");
    assertThatCode(() -> new Trust(me == 0 ? 4711 : me).check(folder, jar))
        .doesNotThrowAnyException();
  }

  @Test
  void rootMayNotShareWithAGroup() throws IOException {
    assumeTrue(me == 0, "the owner is looked at first");
    mode(jar, "rw-rw-r--");
    expectWritable(new Trust(0), folder, jar, jar);
  }
}
