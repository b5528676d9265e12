package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dusty.api.UserError;
import dev.dusty.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvTest {

  @TempDir Path home;
  @TempDir Path elsewhere;
  private Dusty dusty = TestDusty.nowhere();
  private TestCaller caller = TestCaller.of(TestDusty.NOBODY, Path.of("/"));
  private Env env = new Env(dusty, caller);

  @BeforeEach
  void setUp() throws IOException {
    dusty = TestDusty.in(home);
    caller = TestCaller.of(TestDusty.self(dusty), elsewhere);
    env = new Env(dusty, caller);
    String url = GitSpecs.in(elsewhere.resolve("specs")).url();
    dusty
        .configFile()
        .write(
            Config.NONE.with(Config.USERNAME, caller.user().name()).with(Config.SPECS_REPO, url));
    new Repos(dusty, caller).update();
    caller.err();
  }

  private Map<String, Map<String, String>> overrides() throws IOException {
    return dusty.configFile().read().environment();
  }

  private static void assertRefused(ThrowingCallable command, String problem, String remedy) {
    assertThatThrownBy(command)
        .isInstanceOf(UserError.class)
        .hasMessage(problem)
        .extracting(e -> ((UserError) e).remedy())
        .isEqualTo(remedy);
  }

  @Test
  void aVariableIsSetWhateverItsValueIs() throws IOException {
    String odd = " $x: \"#'\n\t\u2603{[!&*\\";
    env.set("web", "A", odd);
    assertThat(caller.out()).isEqualTo("web: A is set.\nRun 'dusty up' to have it in what runs.\n");
    env.set("db", "EMPTY", "");
    assertThat(overrides()).isEqualTo(Map.of("web", Map.of("A", odd), "db", Map.of("EMPTY", "")));
  }

  @Test
  void aValueThatIsSetAlreadyChangesNothing() throws IOException {
    env.set("web", "A", "1");
    caller.out();
    env.set("web", "A", "1");
    assertThat(caller.out()).isEqualTo("web: A is set.\n");
  }

  @Test
  void overridesAreListedAllOrThoseOfOne() throws IOException {
    env.set("web", "A", "two\nlines");
    env.set("db", "B", "b");
    caller.out();
    env.list(Optional.empty(), false);
    assertThat(caller.out())
        .isEqualTo("NAME  VARIABLE  VALUE\ndb    B         b\nweb   A         two lines\n");
    env.list(Optional.of("web"), true);
    assertThat(new ObjectMapper().readTree(caller.out()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    "[{\"name\": \"web\", \"variable\": \"A\", \"value\": \"two\\nlines\"}]"));
  }

  @Test
  void aFileSetsAllItsVariablesAndLeavesOthersAlone() throws IOException {
    env.set("web", "A", "1");
    env.set("web", "B", "1");
    Files.writeString(elsewhere.resolve("dev.env"), "# mine\nexport B=\"x\\ty\"\nC='$HOME'\n");
    caller.out();
    env.setFrom("web", "dev.env");
    assertThat(caller.out()).startsWith("web: B, C are set.\n");
    assertThat(overrides().get("web")).isEqualTo(Map.of("A", "1", "B", "x\ty", "C", "$HOME"));
  }

  @Test
  void aFileThatIsWrongSetsNothingOfIt() throws IOException {
    Files.writeString(elsewhere.resolve("dev.env"), "A=1\nwhat is this\n");
    assertThatThrownBy(() -> env.setFrom("web", "dev.env"))
        .hasMessage("dev.env:2: this is no NAME=value: what is this");
    Files.write(elsewhere.resolve("dev.env"), new byte[] {'A', '=', (byte) 0xff});
    assertRefused(
        () -> env.setFrom("web", "dev.env"), "'dev.env' is not UTF-8", "write it as UTF-8");
    Files.writeString(elsewhere.resolve("dev.env"), "# nothing\n");
    assertRefused(
        () -> env.setFrom("web", "dev.env"),
        "'dev.env' sets no variable",
        "write lines such as NAME=value");
    Files.writeString(elsewhere.resolve("dev.env"), "A=" + "x".repeat(1 << 20));
    assertRefused(
        () -> env.setFrom("web", "dev.env"),
        "'dev.env' has more than 1 MiB",
        "give a file of variables");
    assertThat(overrides()).isEmpty();
  }

  @Test
  void variablesAreGivenBackToTheSpec() throws IOException {
    env.set("web", "A", "1");
    env.set("web", "B", "1");
    env.set("db", "C", "1");
    caller.out();
    env.unset("web", "A");
    assertThat(caller.out())
        .isEqualTo("web: A is as its spec says.\nRun 'dusty up' to have it in what runs.\n");
    env.unsetAll("db");
    assertThat(overrides()).isEqualTo(Map.of("web", Map.of("B", "1")));
    assertRefused(
        () -> env.unset("web", "BB"),
        "web has no override of 'BB'; did you mean 'B'?",
        "overrides of web: B");
  }

  @Test
  void aNameThatIsNeitherAppNorServiceIsRefused() {
    assertRefused(
        () -> env.set("wep", "A", "1"),
        "there is no app or service 'wep'; did you mean 'web'?",
        "apps and services: db, web");
    assertRefused(
        () -> env.list(Optional.of("common"), false),
        "there is no app or service 'common'",
        "apps and services: db, web");
  }

  @Test
  void oneWhoseSpecIsGoneCanBeGivenUp() throws IOException {
    dusty
        .configFile()
        .write(dusty.configFile().read().withEnvironment(Map.of("gone", Map.of("A", "1"))));
    env.unsetAll("gone");
    assertThat(overrides()).isEmpty();
  }

  @Test
  void aNameThatNoVariableHasIsRefused() {
    assertRefused(
        () -> env.set("web", "A B", "1"),
        "'A B' is no name of a variable",
        "use letters, digits and '_'");
  }
}
