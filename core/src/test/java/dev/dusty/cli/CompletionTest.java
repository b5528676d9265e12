package dev.dusty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.command.Dusty;
import dev.dusty.command.GitSpecs;
import dev.dusty.command.TestCaller;
import dev.dusty.command.TestDusty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shells' scripts are answered, for what was typed so far. */
class CompletionTest {

  private static final String LIB =
      """
      repo: github.com/org/front
      mount: /front
      test: {image: busybox, suites: [{name: of-lib, command: [a]}]}
      """;

  @TempDir Path home;
  @TempDir Path folder;
  private Dusty dusty = TestDusty.nowhere();
  private TestCaller caller = TestCaller.of(TestDusty.NOBODY, Path.of("/"));

  @BeforeEach
  void dusty() throws IOException {
    dusty = TestDusty.in(home);
    caller = TestCaller.of(TestDusty.self(dusty), folder);
  }

  private void setUp() throws IOException {
    String url =
        GitSpecs.in(folder.resolve("specs"))
            .with(
                "bundles/shop.yml", "description: The\n  shop\napps: [front]\nservices: [store]\n")
            .with("services/store.yml", "image: busybox\n")
            .with("libs/front.yml", LIB)
            .with("libs/frame.yml", LIB)
            .with(
                "apps/front.yml",
                """
                image: busybox
                repo: github.com/org/front
                mount: /app
                commands: {always: [a]}
                """)
            .url();
    assertThat(
            DustyCommand.run(
                dusty,
                caller,
                List.of("setup", "--username", caller.user().name(), "--default-specs-repo", url)))
        .as(caller.err())
        .isZero();
    assertThat(DustyCommand.run(dusty, caller, List.of("bundles", "activate", "shop"))).isZero();
    caller.out();
    caller.err();
  }

  /** Returns the words of the answer, without their meanings. */
  private List<String> complete(String... words) {
    return answer(words).stream().map(line -> line.replaceFirst("\t.*", "")).toList();
  }

  private List<String> answer(String... words) {
    List<String> argv = new ArrayList<>(List.of("__complete", "--"));
    argv.addAll(List.of(words));
    assertThat(DustyCommand.run(dusty, caller, argv)).isZero();
    assertThat(caller.err()).isEmpty();
    return caller.out().lines().toList();
  }

  @Test
  void commandsAreToldWithWhatTheyDo() {
    assertThat(answer("u"))
        .containsExactly(
            "up\tPull, compile and run what the active bundles need.",
            "upgrade\tPut another release in the place of this one, as root. Containers are left alone.",
            ":none");
    assertThat(complete(""))
        .contains("bundles", "doctor", "validate")
        .doesNotContain("__complete", "finish-upgrade");
  }

  @Test
  void commandsOfCommandsAreTold() {
    assertThat(complete("bundles", "a")).containsExactly("activate", ":none");
    assertThat(complete("bundles", "nonsense", "")).containsExactly(":none");
  }

  @Test
  void optionsAreToldByTheirLongNamesAndNotTwice() {
    assertThat(complete("up", "--no-r")).containsExactly("--no-recreate", ":none");
    assertThat(complete("up", "--no-recreate", "--no")).containsExactly("--no-pull", ":none");
    assertThat(complete("logs", "-")).contains("--follow", "--help", "--tail");
    assertThat(complete("logs", "-f", "--f")).containsExactly(":none");
  }

  @Test
  void valuesOfOptionsAreToldHoweverTheyAreTyped() {
    assertThat(complete("status", "--format", "j")).containsExactly("json", ":none");
    assertThat(complete("status", "--format=j")).containsExactly("--format=json", ":none");
    // As bash has it.
    assertThat(complete("status", "--format", "=", "j")).containsExactly("json", ":none");
    assertThat(complete("status", "--format", "=")).containsExactly("text", "json", ":none");
    assertThat(complete("status", "--format", "json", "--f")).containsExactly(":none");
  }

  @Test
  void shellsAreTold() {
    assertThat(complete("completion", "")).containsExactly("bash", "zsh", "fish", ":none");
  }

  @Test
  void foldersAndFilesAreLeftToTheShell() {
    assertThat(complete("compile", "--output", "x")).containsExactly(":folders");
    assertThat(complete("validate", "")).containsExactly(":folders");
    assertThat(complete("repos", "from", "")).containsExactly(":folders");
  }

  @Test
  void beforeTheSetupThereAreNoNamesAndNoErrors() {
    assertThat(complete("bundles", "activate", "")).containsExactly(":none");
    assertThat(complete("logs", "")).containsExactly(":none");
  }

  @Test
  void namesOfTheSpecsAreTold() throws IOException {
    setUp();
    assertThat(answer("bundles", "activate", "")).containsExactly("all", "shop\tThe shop", ":none");
    assertThat(complete("bundles", "activate", "shop", "")).containsExactly("all", ":none");
    assertThat(complete("bundles", "deactivate", "")).containsExactly("shop", ":none");
    assertThat(answer("logs", "-f", "")).containsExactly("front\tapp", "store\tservice", ":none");
    assertThat(complete("logs", "front", "")).containsExactly(":none");
    assertThat(complete("restart", "fr")).containsExactly("front", ":none");
    assertThat(complete("repos", "override", "f")).containsExactly("front", ":none");
    assertThat(complete("repos", "override", "front", "")).containsExactly(":folders");
    assertThat(complete("restart", "--repos", "fr")).containsExactly("front", ":none");
  }

  @Test
  void whatIsCopiedIsAFileOrInAContainer() throws IOException {
    setUp();
    assertThat(complete("cp", "fr")).containsExactly("front:", ":files");
    assertThat(complete("scripts", "fr")).containsExactly("front", ":none");
    assertThat(complete("test", "st")).containsExactly(":none");
  }

  @Test
  void aLibWhoseNameAnAppHasIsToldWithWhatSaysThatItIsMeant() throws IOException {
    setUp();
    assertThat(complete("test", "fr")).containsExactly("front", "frame", ":none");
    assertThat(answer("test", "lib")).containsExactly("lib:front\tlib", ":none");
    assertThat(complete("test", "lib:fr")).containsExactly("lib:frame", "lib:front", ":none");
    assertThat(complete("test", "lib:front", "")).containsExactly("of-lib", ":none");
    assertThat(complete("assets", "list", "lib:fro")).containsExactly("lib:front", ":none");
  }

  @Test
  void keysOfTheConfigurationAreToldWithWhatTheyMean() {
    assertThat(answer("config", "set", "im")).containsExactly("image\tAn image", ":none");
    assertThat(complete("config", "set", "image", "")).containsExactly(":none");
  }

  @Test
  void eachShellHasAScript() {
    for (ShellKind shell : ShellKind.values()) {
      assertThat(shell.script()).contains("__complete").contains("dusty");
    }
  }
}
