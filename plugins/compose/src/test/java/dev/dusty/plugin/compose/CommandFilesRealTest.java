package dev.dusty.plugin.compose;

import static dev.dusty.plugin.compose.Given.app;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.ActiveLib;
import dev.dusty.api.spec.ContainerPath;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.Repo;
import dev.dusty.api.spec.Source;
import dev.dusty.api.spec.TestSpec;
import dev.dusty.plugin.compose.RealParts.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command files, run by the shells that images have. */
@Tag("real")
@ParameterizedClass
@EnumSource(Shell.class)
class CommandFilesRealTest {

  @Parameter Shell shell = Shell.DASH;

  @TempDir Path root = Path.of("");

  private FakeContainer container() throws IOException {
    return new FakeContainer(root);
  }

  @BeforeEach
  void needTheShell() {
    shell.need();
  }

  @Test
  void onceIsRunAtTheFirstStartOnly() throws IOException {
    FakeContainer container = container();
    ActiveApp app = app("web").once("echo first").always("echo always").active();
    assertThat(container.start(shell, app).out()).isEqualTo("first\nalways\n");
    assertThat(container.start(shell, app).out()).isEqualTo("always\n");
  }

  @Test
  void onceIsShownAndLogged() throws IOException {
    FakeContainer container = container();
    ActiveApp app = app("web").once("echo out", "echo err >&2").always(":").active();
    Result result = container.start(shell, app);
    assertThat(result.out()).isEqualTo("out\nerr\n");
    assertThat(container.onceLog()).isEqualTo("out\nerr\n");
  }

  static Stream<Arguments> failingOnce() {
    return Stream.of(
        arguments(3, List.of("exit 3")),
        arguments(1, List.of("false")),
        arguments(7, List.of("sh -c 'exit 7'", "touch after")),
        arguments(5, List.of("exit 4 | (exit 5)", "touch after")),
        arguments(6, List.of("if true; then exit 6; fi", "touch after")),
        arguments(2, List.of("x() {\n(exit 2)\ntouch after\n}\nx")),
        arguments(9, List.of("cat <<E\nx\nE\n(exit 9)", "touch after")),
        arguments(137, List.of("sh -c 'kill -9 $$'", "touch after")),
        arguments(127, List.of("no-such-program", "touch after")));
  }

  @ParameterizedTest
  @MethodSource("failingOnce")
  void aFailingOnceStopsTheContainerWithItsExitCode(int status, List<String> once)
      throws IOException {
    FakeContainer container = container();
    ActiveApp app = app("web").once(once.toArray(String[]::new)).always("touch always").active();
    Result result = container.start(shell, app);
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.err()).contains("of web failed with exit code " + status);
    assertThat(container.has("after")).isFalse();
    assertThat(container.has("always")).isFalse();
    assertThat(container.isMarked()).isFalse();
  }

  @Test
  void aFailedOnceIsTriedAgainAtTheNextStart() throws IOException {
    FakeContainer container = container();
    ActiveApp app = app("web").once("test -e mended").always("echo up").active();
    container.start(shell, app);
    Files.createFile(root.resolve("mended"));
    assertThat(container.start(shell, app).out()).isEqualTo("up\n");
  }

  @Test
  void aShellThatIsKilledInOnceCountsAsAFailure() throws IOException {
    FakeContainer container = container();
    ActiveApp app =
        app("web").once("sh -c 'kill -9 $(ps -o ppid= -p $PPID)'", "sleep 5").always(":").active();
    RealParts.need("ps", "-o", "ppid=", "-p", "1");
    assertThat(container.start(shell, app).status()).isNotZero();
    assertThat(container.isMarked()).isFalse();
  }

  @Test
  void whatOnceChangesInItsShellIsNotSeenByAlways() throws IOException {
    FakeContainer container = container();
    String mount = container.folder("mo unt");
    ActiveApp app =
        app("web").repo("/repo", mount).once("cd /", "x=1").always("echo $PWD$x").active();
    assertThat(container.start(shell, app).out()).isEqualTo(mount + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ -e none ] && rm none",
        "echo a >/dev/null\n[ -e none ] && rm none",
        "for i in none; do [ -e $i ] && rm $i; done"
      })
  void aConditionThatDoesNotHoldIsNoFailure(String command) throws IOException {
    FakeContainer container = container();
    LibSpec lib = lib(container.folder("lib"), command);
    ActiveApp app = app("web").uses(lib).once(command).always(command, "echo up").active();
    assertThat(container.start(shell, app)).isEqualTo(new Result(0, "up\n", ""));
  }

  @Test
  void commandsShareOneShell() throws IOException {
    FakeContainer container = container();
    String folder = container.folder("sub");
    ActiveApp app =
        app("web")
            .always(
                "x='a\nb'", "f() { echo \"f $x\"; }", "if true; then cd sub; fi", "f", "echo $PWD")
            .active();
    assertThat(container.start(shell, app).out()).isEqualTo("f a\nb\n" + folder + "\n");
  }

  @Test
  void aCommandMayHaveSeveralLines() throws IOException {
    FakeContainer container = container();
    ActiveApp app =
        app("web").always("cat <<E\nit's $((1+1))\nE\n", "echo a \\\n b\n", "echo c").active();
    assertThat(container.start(shell, app).out()).isEqualTo("it's 2\na b\nc\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo '",
        "echo \"",
        "echo `",
        "echo $(",
        "echo ${",
        "if true; then",
        "{",
        "(",
        "f() {",
        "case x in",
        "for i in 1; do",
        ")",
        "}",
        "fi",
        "done",
        "esac"
      })
  void whatACommandLeavesOpenOrClosesConcernsItAlone(String command) throws IOException {
    FakeContainer container = container();
    for (ActiveApp app :
        List.of(
            app("web").uses(lib(container.folder("lib"), command)).always("touch next").active(),
            app("web").once(command).always("touch next").active(),
            app("web").always(command, "touch next").active())) {
      Result result = container.start(shell, app);
      assertThat(result.status()).as(result.toString()).isNotZero();
      assertThat(result.out()).doesNotContain("touch");
      assertThat(container.has("next")).isFalse();
      assertThat(container.isMarked()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat >/dev/null <<E",
        "cat >/dev/null <<'E'\n",
        "echo a \\",
        "echo a # '",
        "true &&",
        "true |"
      })
  void whatEndsWithItsCommandLeavesTheNextOneAsItIs(String command) throws IOException {
    FakeContainer container = container();
    container.start(shell, app("web").once(command).always(command, "touch next").active());
    assertThat(container.has("next")).isTrue();
    assertThat(container.isMarked()).isTrue();
  }

  @Test
  void libsAreInstalledInTheirMountsInTheGivenOrder() throws IOException {
    FakeContainer container = container();
    String one = container.folder("one $x");
    String two = container.folder("two");
    ActiveApp app =
        app("web").uses(lib(one, "echo $PWD")).uses(lib(two, "echo $PWD")).always(":").active();
    assertThat(container.start(shell, app).out()).isEqualTo(one + "\n" + two + "\n");
  }

  @Test
  void aLibThatCannotBeInstalledStopsTheContainer() throws IOException {
    FakeContainer container = container();
    ActiveApp app =
        app("web").uses(lib(container.folder("lib"), "sh -c 'exit 4'")).always("echo up").active();
    assertThat(container.start(shell, app)).isEqualTo(new Result(4, "", ""));
  }

  @Test
  void programsInTheMountAreFound() throws IOException {
    FakeContainer container = container();
    String mount = container.folder("mo'unt $HOME");
    Path program = Path.of(mount, "here");
    Files.writeString(program, "#!/bin/sh\necho here\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    ActiveApp app = app("web").repo("/repo", mount).always("here").active();
    assertThat(container.start(shell, app).out()).isEqualTo("here\n");
  }

  @Test
  void assetsAreCopiedToWhereTheyAreWanted() throws IOException {
    FakeContainer container = container();
    container.asset("key 'one'", "secret");
    String path = container.path("a b/c$d/key");
    ActiveApp app = app("web").asset("key 'one'", path, true).always(":").active();
    assertThat(container.start(shell, app)).isEqualTo(new Result(0, "", ""));
    assertThat(Files.readString(Path.of(path))).isEqualTo("secret");
  }

  @Test
  void aCopyThatIsThereGetsTheContentAndModeThatTheAssetHasNow() throws IOException {
    FakeContainer container = container();
    Path asset = container.asset("key", "new");
    Files.setPosixFilePermissions(asset, PosixFilePermissions.fromString("r--------"));
    Path copy = Files.writeString(Path.of(container.path("key")), "old");
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
    ActiveApp app = app("web").asset("key", copy.toString(), true).always(":").active();
    assertThat(container.start(shell, app)).isEqualTo(new Result(0, "", ""));
    assertThat(copy).content().isEqualTo("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("r--------");
  }

  @Test
  void aMissingRequiredAssetStopsTheContainerAndSaysWhy() throws IOException {
    FakeContainer container = container();
    ActiveApp app =
        app("web").asset("k\\n$x", container.path("key"), true).always("echo up").active();
    Result result = container.start(shell, app);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "dusty: the required asset 'k\\n$x' is not set; set it with: dusty assets set 'k\\n$x' FILE\n");
  }

  @Test
  void aMissingOptionalAssetDoesNoHarm() throws IOException {
    FakeContainer container = container();
    ActiveApp app =
        app("web").asset("key", container.path("key"), false).always("echo up").active();
    assertThat(container.start(shell, app).out()).isEqualTo("up\n");
  }

  private static final String[] ODD_ARGUMENTS = {
    "a b", "", "*", "'", "\"", "$HOME", "`id`", "a\nb", "\\", "-n", ";", "~", "ä"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "printf '<%s>\\n' x",
        "printf '<%s>\\n' x # all",
        "true; printf '<%s>\\n' x",
        "printf '<%s>\\n' \\\n x\n",
        "if true; then :; fi\nprintf '<%s>\\n' x\n"
      })
  void aScriptPassesItsArgumentsOnAsTheyAre(String command) throws IOException {
    FakeContainer container = container();
    ActiveApp app = app("web").script("s", "true", command).active();
    String file = container.files().script(app, app.spec().scripts().getFirst());
    Result result = container.run(shell, file, ODD_ARGUMENTS);
    assertThat(result)
        .isEqualTo(new Result(0, "<x>\n<" + String.join(">\n<", ODD_ARGUMENTS) + ">\n", ""));
  }

  @Test
  void aScriptRunsInTheMountAndEndsWithTheStatusOfItsLastCommand() throws IOException {
    FakeContainer container = container();
    String mount = container.folder("mount");
    ActiveApp app =
        app("web").repo("/r", mount).script("s", "echo $PWD", "sh -c 'exit 5'").active();
    String file = container.files().script(app, app.spec().scripts().getFirst());
    assertThat(container.run(shell, file)).isEqualTo(new Result(5, mount + "\n", ""));
  }

  static Stream<Arguments> defaultArgs() {
    return Stream.of(
        arguments("-k 'not slow' \"a  b\"", List.of("-k", "not slow", "a  b")),
        arguments("--tag=\"#1\"", List.of("--tag=#1")),
        arguments("; touch pwned", List.of(";", "touch", "pwned")),
        arguments("a\ntouch pwned", List.of("a", "touch", "pwned")),
        arguments("a > pwned", List.of("a", ">", "pwned")),
        arguments("it's", List.of("it's")),
        arguments("a # b", List.of("a", "#", "b")));
  }

  @ParameterizedTest
  @MethodSource("defaultArgs")
  void defaultArgsAreWordsAndNothingElse(String defaultArgs, List<String> words)
      throws IOException {
    FakeContainer container = container();
    Result result = container.run(shell, suite(container, defaultArgs));
    assertThat(result).isEqualTo(new Result(0, "<" + String.join(">\n<", words) + ">\n", ""));
    assertThat(container.has("pwned")).isFalse();
  }

  @Test
  void givenArgumentsTakeThePlaceOfTheDefaultOnes() throws IOException {
    FakeContainer container = container();
    Result result = container.run(shell, suite(container, "-k slow"), ODD_ARGUMENTS);
    assertThat(result.out()).isEqualTo("<" + String.join(">\n<", ODD_ARGUMENTS) + ">\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for word; do echo \"$word\"; done",
        "if true; then\n  echo \"$1\"\n  echo \"$2\"\nfi",
        "case $1 in\n  *) printf '%s\\n' \"$@\" ;; esac",
        "{ echo \"$1\"; echo \"$2\"; }"
      })
  void aCompoundCommandAtTheEndTakesTheArgumentsThatItAsksFor(String command) throws IOException {
    FakeContainer container = container();
    ActiveApp app = app("web").tests(Given.suite("unit", "", command)).active();
    String file = container.files().suite(app, app.spec().test().suites().getFirst());
    assertThat(container.run(shell, file, "a b", "c")).isEqualTo(new Result(0, "a b\nc\n", ""));
  }

  private static String suite(FakeContainer container, String defaultArgs) {
    ActiveApp app = app("web").tests(Given.suite("unit", defaultArgs, "printf '<%s>\\n'")).active();
    return container.files().suite(app, app.spec().test().suites().getFirst());
  }

  @Test
  void aSuiteOfALibRunsInItsMountAfterTheLibsThatItDependsOn() throws IOException {
    FakeContainer container = container();
    LibSpec used = lib(container.folder("used"), "echo used");
    String mount = container.folder("lib");
    LibSpec tested =
        new LibSpec(
            "tested",
            new Source(Repo.parse("/r"), new ContainerPath(mount)),
            List.of("echo not this"),
            List.of("used"),
            List.of(),
            Given.tests(Given.suite("unit", "", "echo $PWD")));
    ActiveLib lib = new ActiveLib(tested, List.of(used));
    String file = container.files().suite(lib, tested.test().suites().getFirst());
    assertThat(container.run(shell, file, "a").out()).isEqualTo("used\n" + mount + " a\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sleep 1000", "/bin/sleep 1000 # forever", "sleep 1000 > out 2>&1"})
  void theLastProgramTakesTheShellsPlaceSoThatSignalsReachIt(String command)
      throws IOException, InterruptedException {
    FakeContainer container = container();
    Path file = container.write(container.files().main(app("web").always(command).active()));
    Process process =
        new ProcessBuilder(shell.command(file.toString())).directory(root.toFile()).start();
    try {
      Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      for (int i = 0; i < 500 && !Files.readString(commandLine).contains("sleep\0001000"); i++) {
        Thread.sleep(10);
      }
      process.destroy();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(128 + 15);
    } finally {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f() { echo ran; }\tf",
        "x=1\techo ran",
        "true\t. ./sourced",
        "true\texec echo ran"
      })
  void aFunctionOrBuiltinStillRunsAsTheLastCommand(String commands) throws IOException {
    FakeContainer container = container();
    Files.writeString(root.resolve("sourced"), "echo ran\n");
    ActiveApp app = app("web").always(commands.split("\t", -1)).active();
    assertThat(container.start(shell, app)).isEqualTo(new Result(0, "ran\n", ""));
  }

  @Test
  void aTrapIsNotLostToTheLastProgram() throws IOException {
    FakeContainer container = container();
    ActiveApp app = app("web").always("trap 'echo bye' EXIT", "ls /dev/null").active();
    assertThat(container.start(shell, app).out()).isEqualTo("/dev/null\nbye\n");
  }

  @Test
  void theStatusIsThatOfTheLastCommand() throws IOException {
    FakeContainer container = container();
    ActiveApp app = app("web").always("sh -c 'exit 42'").active();
    assertThat(container.start(shell, app).status()).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'",
        "\"",
        "`touch pwned`",
        "$(touch pwned)",
        "a; touch pwned",
        "a\\",
        "...",
        "{",
        "a b",
        "$x",
        "#",
        "*",
        "-n",
        "a&touch pwned",
        "'; touch pwned; '"
      })
  void aNameIsNothingButAName(String name) throws IOException {
    FakeContainer container = container();
    container.asset(name, "secret");
    String mount = container.folder("m/" + name + "/x");
    String wanted = container.path("w/" + name + "/key");
    ActiveApp app =
        app("web")
            .repo("/r", mount)
            .uses(lib(mount, "echo $PWD"))
            .asset(name, wanted, true)
            .once("echo $PWD")
            .always("echo $PWD")
            .active();
    Result result = container.start(shell, app);
    String pwd = Path.of(mount).normalize() + "\n";
    assertThat(result).isEqualTo(new Result(0, pwd + pwd + pwd, ""));
    assertThat(Files.readString(Path.of(wanted))).isEqualTo("secret");
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName()))).doesNotContain("pwned");
    }
  }

  @Test
  void theGoldenFilesHaveNoSyntaxError() throws IOException {
    FakeContainer container = container();
    for (String path : GoldenTest.COMPILED.paths()) {
      if (path.endsWith(".sh")) {
        Path file = container.write(GoldenTest.COMPILED.file(path));
        assertThat(RealParts.run(root, shell.command("-n", file.toString())))
            .isEqualTo(new Result(0, "", ""));
      }
    }
  }

  private static LibSpec lib(String mount, String... install) {
    return new LibSpec(
        "lib",
        new Source(Repo.parse("/repo"), new ContainerPath(mount)),
        Arrays.asList(install),
        List.of(),
        List.of(),
        TestSpec.NONE);
  }
}
