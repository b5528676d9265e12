package dev.dusty.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the distribution starts, wherever it is and however it is called. */
class LauncherIT {

  /** The JVM does not start at all where its start-up cache does not fit. */
  private static final Map<String, String> CACHE_NEEDED =
      Map.of("DUSTY_JAVA_OPTS", "-XX:AOTMode=on");

  private static final Path INSTALL = Environment.INSTALL.toAbsolutePath();
  private static final Path DUSTY = INSTALL.resolve("bin/dusty");

  @TempDir Path temporary;
  private Path folder = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("work"));
  }

  private DustyProcess run(Path program, String... arguments) {
    return DustyProcess.run(folder, Map.of(), program, arguments);
  }

  private static void assertStarted(DustyProcess process) {
    assertThat(process.err()).isEmpty();
    assertThat(process.out()).matches("dusty \\d+\\.\\d+\\.\\d+\\S*\n");
    assertThat(process.exitCode()).isZero();
  }

  @Test
  void theFolderHoldsWhatUsersAreToldOf() {
    assertThat(List.of("bin/dusty", "LICENSE", "THIRD-PARTY.txt", "schema/app.schema.json"))
        .allSatisfy(path -> assertThat(INSTALL.resolve(path)).isNotEmptyFile());
  }

  @Test
  void dustysOwnPluginsAreAllLoaded() {
    DustyProcess process = run(DUSTY, "plugins", "list", "--format", "json");
    assertThat(process.err()).isEmpty();
    assertThat(process.out().lines().map(String::strip))
        .contains("\"name\" : \"compose\",", "\"name\" : \"hosts\",", "\"name\" : \"nginx\",")
        .filteredOn(line -> line.startsWith("\"state\""))
        .hasSize(3)
        .containsOnly("\"state\" : \"loaded\",");
  }

  @Test
  void itStartsWithItsCache() {
    assertStarted(DustyProcess.run(folder, CACHE_NEEDED, DUSTY, "version"));
  }

  @Test
  void itStartsThroughALinkToALink() throws IOException {
    Path direct = Files.createSymbolicLink(folder.resolve("direct"), DUSTY);
    Path relative = Files.createSymbolicLink(folder.resolve("dusty"), direct.getFileName());
    assertStarted(run(relative, "version"));
  }

  @Test
  void itStartsByAShellThatWasGivenItsBareName() throws IOException {
    Files.createSymbolicLink(folder.resolve("dusty"), DUSTY);
    assertStarted(run(Path.of("sh"), "dusty", "version"));
  }

  @Test
  void aFolderThatWasCopiedWithoutTimesStartsWithoutAWord() throws IOException {
    Path copy = temporary.resolve("a copy");
    copy(INSTALL, copy);
    assertStarted(run(copy.resolve("bin/dusty"), "version"));
  }

  @Test
  void theUnpackedArchiveStartsWithItsCache() throws IOException {
    DustyProcess unpacked = run(Path.of("tar"), "-xzf", archive().toString());
    assertThat(unpacked.err()).isEmpty();
    Path dusty = folder.resolve("dusty/bin/dusty");
    assertStarted(DustyProcess.run(folder, CACHE_NEEDED, dusty, "version"));
  }

  @Test
  void optionsForOtherJavaProgramsDoNotMatter() {
    Map<String, String> options =
        Map.of("JAVA_TOOL_OPTIONS", "-Xbad", "JDK_JAVA_OPTIONS", "-Xbad", "CDPATH", "/");
    assertStarted(DustyProcess.run(folder, options, DUSTY, "version"));
  }

  @Test
  void theExitCodeIsPassedOn() {
    assertThat(run(DUSTY, "no-such-command").exitCode()).isEqualTo(2);
  }

  @Test
  void aFolderOfPluginsWhereItWasCalledIsNotDustys() throws IOException {
    Path disabled = Files.createDirectory(folder.resolve("here")).resolve("plugins/disabled.txt");
    Files.createDirectory(disabled.getParent());
    Files.writeString(disabled, "nginx\n");
    DustyProcess process =
        DustyProcess.run(folder.resolve("here"), Map.of(), DUSTY, "plugins", "list");
    assertThat(process.out()).contains("compile nginx");
    assertThat(disabled).hasContent("nginx");
  }

  private static Path archive() throws IOException {
    try (DirectoryStream<Path> archives =
        Files.newDirectoryStream(INSTALL.resolveSibling(""), "dusty-*.tar.gz")) {
      return archives.iterator().next();
    }
  }

  /** Copies files with their modes, and with the time of now. */
  private static void copy(Path from, Path to) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(from)) {
      paths = walk.toList();
    }
    for (Path path : paths) {
      Path target = to.resolve(from.relativize(path));
      if (Files.isDirectory(path)) {
        Files.createDirectories(target);
      } else {
        Files.copy(path, target);
        Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(path));
      }
    }
  }
}
