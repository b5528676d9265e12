package dev.dusty.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.Shell;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That Dusty starts with its cache, or without a word where that does not fit. */
class LauncherIT {

  private static final Path INSTALL = Environment.INSTALL.toAbsolutePath();
  private static final String DUSTY = INSTALL.resolve("bin/dusty").toString();

  /** The JVM does not start at all where its start-up cache does not fit. */
  private static final String CACHE_NEEDED = "DUSTY_JAVA_OPTS=-XX:AOTMode=on";

  @TempDir Path folder;

  private static void assertStarted(Shell shell) {
    assertThat(shell.err()).isEmpty();
    assertThat(shell.out()).contains("compile nginx");
    assertThat(shell.exitCode()).isZero();
  }

  private Path copyWithoutTimes() {
    Path copy = folder.resolve("a copy");
    assertThat(Shell.run(folder, "cp", "-R", INSTALL.toString(), copy.toString()).exitCode())
        .isZero();
    // As a copy of tomorrow has it.
    assertThat(Shell.run(folder, "sh", "-c", "touch -t 203001010000 'a copy'/lib/*").exitCode())
        .isZero();
    return copy.resolve("bin/dusty");
  }

  @Test
  void theFolderHoldsWhatUsersAreToldOf() {
    assertThat(
            List.of(
                "bin/dusty", "LICENSE", "THIRD-PARTY.txt", "README.md", "schema/app.schema.json"))
        .allSatisfy(path -> assertThat(INSTALL.resolve(path)).isNotEmptyFile());
  }

  @Test
  void itStartsWithItsCache() {
    assertStarted(Shell.run(folder, "env", CACHE_NEEDED, DUSTY, "plugins", "list"));
  }

  @Test
  void theUnpackedArchiveStartsWithItsCache() throws IOException {
    assertThat(Shell.run(folder, "tar", "-xzf", archive().toString()))
        .isEqualTo(new Shell(0, "", ""));
    assertStarted(Shell.run(folder, "env", CACHE_NEEDED, "dusty/bin/dusty", "plugins", "list"));
  }

  @Test
  void aCopyWithOtherTimesDoesNotFitItsCache() {
    String copy = copyWithoutTimes().toString();
    assertThat(Shell.run(folder, "env", CACHE_NEEDED, copy, "plugins", "list").exitCode())
        .isNotZero();
  }

  @Test
  void aCopyWithOtherTimesStartsWithoutAWord() {
    assertStarted(Shell.run(folder, copyWithoutTimes().toString(), "plugins", "list"));
  }

  @Test
  void itStartsThroughALinkToALink() throws IOException {
    Files.createSymbolicLink(folder.resolve("direct"), Path.of(DUSTY));
    Path relative = Files.createSymbolicLink(folder.resolve("dusty"), Path.of("direct"));
    assertStarted(Shell.run(folder, relative.toString(), "plugins", "list"));
  }

  @Test
  void itStartsByAShellThatWasGivenItsBareName() throws IOException {
    Files.createSymbolicLink(folder.resolve("dusty"), Path.of(DUSTY));
    assertStarted(Shell.run(folder, "sh", "dusty", "plugins", "list"));
  }

  @Test
  void optionsForOtherJavaProgramsDoNotMatter() {
    assertStarted(
        Shell.run(
            folder,
            "env",
            "JAVA_TOOL_OPTIONS=-Xbad",
            "JDK_JAVA_OPTIONS=-Xbad",
            "_JAVA_OPTIONS=-Xbad",
            DUSTY,
            "plugins",
            "list"));
  }

  @Test
  void aSearchPathOfTheShellDoesNotLeadElsewhere() throws IOException {
    Files.createDirectories(folder.resolve("elsewhere/here/bin"));
    Files.createDirectories(folder.resolve("here"));
    Files.createSymbolicLink(folder.resolve("here/bin"), INSTALL.resolve("bin"));
    assertStarted(
        Shell.run(
            folder,
            "env",
            "CDPATH=" + folder.resolve("elsewhere"),
            "sh",
            "-c",
            "here/bin/dusty plugins list"));
  }

  @Test
  void aFolderOfPluginsWhereItIsCalledIsNotDustys() throws IOException {
    Path disabled = Files.createDirectory(folder.resolve("plugins")).resolve("disabled.txt");
    Files.writeString(disabled, "nginx\n");
    assertThat(Shell.run(folder, DUSTY, "plugins", "list").out()).contains("compile nginx");
    assertThat(disabled).hasContent("nginx");
  }

  @Test
  void theExitCodeIsPassedOn() {
    assertThat(Shell.run(folder, DUSTY, "plugins", "no-such-command").exitCode()).isEqualTo(2);
  }

  private static Path archive() throws IOException {
    try (DirectoryStream<Path> archives =
        Files.newDirectoryStream(INSTALL.resolveSibling(""), "dusty-*.tar.gz")) {
      return archives.iterator().next();
    }
  }
}
