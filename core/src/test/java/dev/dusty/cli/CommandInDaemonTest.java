package dev.dusty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.command.Dusty;
import dev.dusty.command.GitSpecs;
import dev.dusty.command.TestCaller;
import dev.dusty.command.TestDusty;
import dev.dusty.config.Config;
import dev.dusty.protocol.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the daemon does with what a client typed. */
class CommandInDaemonTest {

  @TempDir Path home;
  @TempDir Path folder;
  private Dusty dusty = TestDusty.nowhere();
  private TestCaller caller = TestCaller.of(TestDusty.NOBODY, Path.of("/"));

  @BeforeEach
  void dusty() throws IOException {
    dusty = TestDusty.in(home);
    caller = TestCaller.of(TestDusty.self(dusty), folder);
  }

  private Typed type(String... args) {
    int code = DustyCommand.run(dusty, caller, List.of(args));
    return new Typed(code, caller.out(), caller.err());
  }

  private void setUp() throws IOException {
    String url = GitSpecs.in(folder.resolve("specs")).url();
    assertThat(type("setup", "--username", caller.user().name(), "--default-specs-repo", url))
        .extracting(Typed::exitCode, Typed::err)
        .first()
        .isEqualTo(0);
  }

  @Test
  void aCommandThatIsNoneIsRefusedWithTheOneThatIsMeant() {
    assertThat(type("bundle"))
        .isEqualTo(
            new Typed(
                2,
                "",
                "dusty: there is no command 'bundle'\n"
                    + "did you mean 'bundles'? see 'dusty --help'\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "compile", "graph"})
  void whatReadsTheClientsFilesIsLeftToTheClient(String command) {
    assertThat(type(command))
        .isEqualTo(
            new Typed(
                2,
                "",
                "dusty: the daemon does not run this command; the client does\n"
                    + "see 'dusty %s --help'\n".formatted(command)));
  }

  @Test
  void noDaemonIsStartedByAClient() {
    assertThat(type("-d"))
        .isEqualTo(new Typed(2, "", "dusty: no command given\nsee 'dusty --help'\n"));
  }

  @Test
  void theVersionIsTheDaemons() {
    assertThat(type("version").out()).startsWith("daemon ");
    assertThat(type("-v")).isEqualTo(type("version"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "status",
        "stop",
        "restart",
        "shutdown",
        "bundles list",
        "repos list",
        "repos update",
        "logs web",
        "shell web",
        "scripts web",
        "scripts web name",
        "test web",
        "test web all"
      })
  void beforeSetupEachCommandSaysSo(String command) {
    assertThat(type(command.split(" ", -1)))
        .isEqualTo(new Typed(1, "", "dusty: Dusty is not set up yet\nrun 'dusty setup' first\n"));
  }

  @Test
  void aUsersErrorIsToldWithWhatToDo() throws IOException {
    setUp();
    assertThat(type("up", "--no-pull"))
        .isEqualTo(
            new Typed(
                1,
                "",
                "dusty: no bundle is active\n"
                    + "see 'dusty bundles list', and switch some on: dusty bundles activate NAME\n"));
  }

  @Test
  void aCommandThatIsCancelledEndsLikeOneThatIsInterrupted() throws IOException {
    setUp();
    caller.cancel();
    assertThat(type("bundles", "activate", "all")).isEqualTo(new Typed(130, "", "interrupted\n"));
    assertThat(dusty.configFile().read().bundles()).isEmpty();
  }

  @Test
  void setupWithTheOptionsOfOldDoesTheSame() throws IOException {
    Typed typed =
        type(
            "setup",
            "--mac_username=" + caller.user().name(),
            "--default_specs_repo=github.com/org/specs",
            "--vm_memory=4096",
            "--no-update");
    assertThat(typed.err()).isEmpty();
    assertThat(dusty.configFile().read().value("vm_memory_size")).contains("4096");
  }

  @Test
  void memoryThatIsNoNumberIsRefusedAndNothingKept() {
    assertThat(
            type(
                "setup",
                "--username=" + caller.user().name(),
                "--default-specs-repo=github.com/org/specs",
                "--vm-memory=lots",
                "--no-update"))
        .isEqualTo(
            new Typed(
                1, "", "dusty: 'lots' is no value for 'vm_memory_size'\ngive a whole number\n"));
    assertThat(dusty.paths().config()).doesNotExist();
  }

  @Test
  void bundlesAreSwitchedOnAsTyped() throws IOException {
    setUp();
    assertThat(type("bundles", "activate", "all"))
        .isEqualTo(new Typed(0, "Active: all. Run 'dusty up' for it.\n", ""));
    assertThat(type("bundles", "activate"))
        .isEqualTo(
            new Typed(
                2,
                "",
                "dusty: missing required parameter: 'NAME'\n"
                    + "see 'dusty bundles activate --help'\n"));
  }

  @Test
  void oneRepoIsManagedOrAllAreButNotBoth() throws IOException {
    setUp();
    assertThat(type("repos", "manage").exitCode()).isEqualTo(2);
    assertThat(type("repos", "manage", "--all", "specs").exitCode()).isEqualTo(2);
    assertThat(type("repos", "manage", "specs").exitCode()).isZero();
    assertThat(type("repos", "manage", "--all").out()).isEqualTo("All repos are managed.\n");
  }

  @Test
  void aValueThatLooksLikeAnOptionCanBeSetBehindTwoDashes() throws IOException {
    setUp();
    assertThat(type("config", "set", "--", "image", "-x").exitCode()).isZero();
    assertThat(dusty.configFile().read().value("image")).contains("-x");
  }

  @Test
  void aConfigurationThatIsDamagedIsToldWithItsLine() throws IOException {
    Files.writeString(dusty.paths().config(), "username: ann\nbundles: x\n");
    assertThat(type("bundles", "list"))
        .isEqualTo(
            new Typed(
                1,
                "",
                "dusty: %s:2:1: 'bundles' is a list of names\n".formatted(dusty.paths().config())
                    + "mend that line of the configuration; nothing was changed\n"));
  }

  @Test
  void aUserWhoIsGoneIsTold() throws IOException {
    dusty.configFile().write(Config.NONE.with(Config.USERNAME, "nobody-of-that-name"));
    assertThat(type("status").err())
        .isEqualTo(
            "dusty: there is no user 'nobody-of-that-name' on this computer any more\n"
                + "run 'dusty setup' again\n");
  }

  @Test
  void noFileIsReadForAnArgumentThatBeginsWithAnAt() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "bundles\nlist\n");
    assertThat(type("@" + secret).err())
        .startsWith("dusty: there is no command '@" + secret + "'\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test web --format json",
        "test --format json web",
        "test web --no-pull --format=json",
        "scripts web --format json",
        "scripts --format json web"
      })
  void optionsStandOnEitherSideOfTheFirstWord(String command) throws IOException {
    setUp();
    assertThat(type(command.split(" ", -1))).isEqualTo(new Typed(0, "[ ]\n", ""));
  }

  @Test
  void whatStandsBehindTheSecondWordIsNotDustys() throws IOException {
    setUp();
    assertThat(type("test", "--no-pull", "web", "suite", "--format", "json", "-h", "--").err())
        .startsWith("dusty: apps/web has no test suites\n");
    assertThat(type("scripts", "web", "name", "--nonsense").err())
        .startsWith("dusty: apps/web has no script 'name'\n");
  }

  @Test
  void anOptionThatIsNoneIsRefusedOnEitherSideOfTheFirstWord() throws IOException {
    setUp();
    Typed refused =
        new Typed(2, "", "dusty: unknown option: '--nonsense'\nsee 'dusty test --help'\n");
    assertThat(type("test", "--nonsense", "web")).isEqualTo(refused);
    assertThat(type("test", "web", "--nonsense")).isEqualTo(refused);
  }

  @Test
  void aCommandThatPassesOnWantsOneWordAndHasHelp() {
    assertThat(type("test"))
        .isEqualTo(
            new Typed(
                2, "", "dusty: missing required parameter: 'NAME'\nsee 'dusty test --help'\n"));
    assertThat(type("test", "web", "--help").out()).startsWith("Usage: dusty test");
  }

  @Test
  void helpIsAsWideAsTheClientsTerminal() {
    caller = new TestCaller(caller.user(), folder, new Terminal(true, true, true, 60));
    assertThat(type("up", "--help").out().lines()).allMatch(line -> line.length() <= 60);
    caller = new TestCaller(caller.user(), folder, new Terminal(true, true, true, 150));
    assertThat(type("--help").out().lines()).anyMatch(line -> line.length() > 80);
  }

  @Test
  void aNarrowTerminalGetsHelpThatIsReadableAllTheSame() {
    caller = new TestCaller(caller.user(), folder, new Terminal(true, true, true, 20));
    assertThat(type("up", "--help").exitCode()).isZero();
  }
}
