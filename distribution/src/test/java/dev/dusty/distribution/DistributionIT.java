package dev.dusty.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.Parts;
import dev.dusty.distribution.bed.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user gets who unpacks Dusty and types commands. */
class DistributionIT {

  private static final Path INSTALL = Environment.INSTALL.toAbsolutePath();
  private static final Path EXAMPLES = Path.of("../examples/specs").toAbsolutePath().normalize();

  @TempDir Path folder;

  private Shell dusty(String... arguments) {
    return dustyOf(INSTALL, arguments);
  }

  private Shell dustyOf(Path install, String... arguments) {
    List<String> argv =
        Stream.concat(Stream.of(install.resolve("bin/dusty").toString()), Stream.of(arguments))
            .toList();
    return Shell.run(folder, argv.toArray(String[]::new));
  }

  private Path copyOfInstall() {
    Path copy = folder.resolve("moved");
    assertThat(Shell.run(folder, "cp", "-a", INSTALL.toString(), copy.toString()).exitCode())
        .isZero();
    return copy;
  }

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> root.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void theExamplesAreValid() {
    assertThat(dusty("validate", EXAMPLES.toString()))
        .isEqualTo(new Shell(0, "Validation Complete!\n", ""));
  }

  @Test
  void theExamplesCompileToTheFilesOfTheReference() throws IOException {
    Shell compiled =
        dusty("compile", "--specs", EXAMPLES.toString(), "--bundles", "shop", "--output", "out");
    assertThat(compiled).isEqualTo(new Shell(0, "", ""));
    assertThat(files(folder.resolve("out")))
        .contains(
            "hosts",
            "nginx/dustyNginx.conf",
            "compose/docker-compose.yml",
            "commands/shop/dusty_command_file_shop.sh",
            "commands/shop/dusty_command_file_shop_script_front.sh",
            "commands/lib--shell-kit/test/dusty_command_file_shell-kit_test_unit.sh");
    assertThat(Files.readString(folder.resolve("out/hosts")))
        .startsWith("# BEGIN section for Dusty\n127.0.0.1 ")
        .endsWith("# END section for Dusty\n");
  }

  @Test
  void withoutAFolderEveryFileGoesToStandardOutputWithAHeader() {
    Shell compiled =
        dusty(
            "compile",
            "--specs",
            EXAMPLES.toString(),
            "--vm-ip",
            "10.9.8.7",
            "--bridge-ip",
            "10.9.8.6");
    assertThat(compiled.exitCode()).isZero();
    assertThat(compiled.out())
        .contains("==> hosts <==\n# BEGIN section for Dusty\n10.9.8.7 ")
        .contains("==> nginx/dustyNginx.conf <==\n")
        .contains("==> compose/docker-compose.yml <==\n")
        .contains("proxy_pass http://10.9.8.6:65000;");
  }

  @Test
  void compilingTwiceIntoOneFolderKeepsWhatElseIsThere() throws IOException {
    Path mine = Files.createDirectories(folder.resolve("out/commands")).resolve("mine.txt");
    Files.writeString(mine, "mine");
    for (int i = 0; i < 2; i++) {
      assertThat(dusty("compile", "--specs", EXAMPLES.toString(), "--output", "out").exitCode())
          .isZero();
    }
    assertThat(mine).hasContent("mine");
  }

  @Test
  void anUnknownBundleIsNamed() {
    assertThat(dusty("compile", "--specs", EXAMPLES.toString(), "--bundles", "shp"))
        .isEqualTo(
            new Shell(
                1,
                "",
                "dusty: there is no bundle 'shp'; did you mean 'shop'?\n"
                    + "bundles here: chat, orders, payments, shop\n"));
  }

  @Test
  void thePluginsAreListed() {
    Shell listed = dusty("plugins", "list");
    assertThat(listed.exitCode()).isZero();
    assertThat(listed.out().lines().map(line -> line.replaceAll(" +", " ")))
        .anyMatch(
            line -> line.startsWith("compose ") && line.contains(" compile compose, run compose"))
        .anyMatch(line -> line.startsWith("hosts ") && line.contains(" compile hosts, run hosts"))
        .anyMatch(line -> line.startsWith("nginx ") && line.contains(" compile nginx, run nginx"));
  }

  @Test
  void withoutTheNginxPluginTheOtherTwoCompile() throws IOException {
    Path install = copyOfInstall();
    try (var jars = Files.newDirectoryStream(install.resolve("plugins"), "*nginx*.jar")) {
      for (Path jar : jars) {
        Files.delete(jar);
      }
    }
    Shell compiled = dustyOf(install, "compile", "--specs", EXAMPLES.toString(), "--output", "out");
    assertThat(compiled).isEqualTo(new Shell(0, "", ""));
    assertThat(files(folder.resolve("out")))
        .contains("hosts", "compose/docker-compose.yml")
        .noneMatch(file -> file.startsWith("nginx/"));
    assertThat(Files.readString(folder.resolve("out/compose/docker-compose.yml")))
        .doesNotContain("dustyInternalNginx");
  }

  @Test
  void aMovedFolderWorksThroughALinkAndPrintsNothingMore() throws IOException {
    Path link = folder.resolve("dusty-link");
    Files.createSymbolicLink(link, copyOfInstall().resolve("bin/dusty"));
    assertThat(Shell.run(folder, link.toString(), "validate", EXAMPLES.toString()))
        .isEqualTo(new Shell(0, "Validation Complete!\n", ""));
  }

  @Test
  void aReplacedLibraryMakesStartUpSlowerAndNothingElse() throws IOException {
    Path install = copyOfInstall();
    Files.write(install.resolve("lib/dusty.aot"), new byte[] {1, 2, 3});
    assertThat(dustyOf(install, "validate", EXAMPLES.toString()))
        .isEqualTo(new Shell(0, "Validation Complete!\n", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dot", "mermaid", "svg"})
  void theTrimmedRuntimeHasAllThatDrawingNeeds(String format) {
    Shell drawn = dusty("graph", "--specs", EXAMPLES.toString(), "--format", format);
    assertThat(drawn.err()).isEmpty();
    assertThat(drawn.exitCode()).isZero();
    assertThat(drawn.out()).contains("store-client");
  }

  @Test
  void bothGenerationsOfComposeAcceptTheExamples() {
    Parts.requireCommand("docker", "compose", "version");
    Parts.requireCommand("docker-compose", "--version");
    // Not the bundle of the app that is built in its repo: Compose 1 looks whether the folder is
    // there.
    Shell compiled =
        dusty(
            "compile",
            "--specs",
            EXAMPLES.toString(),
            "--bundles",
            "shop,orders,payments",
            "--output",
            "out");
    assertThat(compiled.exitCode()).isZero();
    String file = "out/compose/docker-compose.yml";
    Shell second = Shell.run(folder, "docker", "compose", "-p", "dusty", "-f", file, "config");
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.out()).contains("container_name: dusty_shop_1");
    Shell first = Shell.run(folder, "docker-compose", "-p", "dusty", "-f", file, "config");
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).contains("container_name: dusty_shop_1");
  }
}
