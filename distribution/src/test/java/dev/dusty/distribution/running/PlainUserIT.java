package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.Examples;
import dev.dusty.distribution.bed.People.Person;
import dev.dusty.distribution.bed.Pty;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A daemon of root's that works for somebody else, as it does where it is installed. */
class PlainUserIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static Trial trial;

  @BeforeAll
  static void bringUp() {
    trial = Trial.startFor(Person.ANN);
    Examples.setUp(trial, "shop", "orders");
    trial.up();
  }

  @AfterAll
  static void end() {
    trial.close();
  }

  private static String found(Path folder, String... condition) {
    return Shell.run(folder, argv(folder, condition)).orFail().out();
  }

  private static String[] argv(Path folder, String... condition) {
    String[] argv = new String[condition.length + 2];
    argv[0] = "find";
    argv[1] = folder.toString();
    System.arraycopy(condition, 0, argv, 2, condition.length);
    return argv;
  }

  @Test
  void theExamplesAnswerByName() {
    assertThat(trial.web().await("shop.test", "/cgi-bin/front", 200, SOON).body())
        .contains("The corner shop", "tea");
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker compose", "docker-compose"})
  void bothGenerationsOfComposeReadTheirFileAsTheUser(String compose) {
    trial.dusty("config", "set", "compose_command", compose).orFail();
    trial.dusty("stop", "worker").orFail();
    assertThat(trial.up().out()).contains("Up: ");
  }

  @Test
  void whateverTheUserCallsComposeRunsAsTheUser() throws IOException {
    Path home = trial.people().home(Person.ANN);
    Path script = home.resolve("my-compose");
    Files.writeString(script, "#!/bin/sh\nid -u > " + home + "/seen\nexec docker compose \"$@\"\n");
    Shell.run(home, "chmod", "755", script.toString()).orFail();
    trial.dusty("config", "set", "compose_command", script.toString()).orFail();
    trial.dusty("stop", "worker").orFail();
    trial.up();
    assertThat(home.resolve("seen")).content().isEqualTo(Person.ANN.uid() + "\n");
  }

  @Test
  void theManagedReposAreTheUsersOwn() {
    Path repos = trial.home().resolve("state/repos");
    assertThat(found(repos, "-type", "d", "-name", "specs")).isNotEmpty();
    assertThat(found(repos, "!", "-user", Integer.toString(Person.ANN.uid()))).isEmpty();
  }

  @Test
  void nobodyElseReadsTheComposeFile() {
    Path steps = trial.home().resolve("state/steps");
    assertThat(found(steps, "-name", "docker-compose.yml", "-perm", "600", "-uid", "21001"))
        .isNotEmpty();
  }

  @Test
  void theUserGetsAShellInAContainer() {
    try (Pty shell = trial.terminal("shell", "shop")) {
      shell.type("echo $((6 * 7)) in $PWD\n");
      shell.await("42 in ");
      shell.type("exit 3\n");
      assertThat(shell.exitCode()).isEqualTo(3);
    }
  }

  @Test
  void theUserSeesTheLogs() {
    assertThat(trial.dusty("logs", "store").exitCode()).isZero();
  }

  @Test
  void theUserRestartsAContainer() {
    trial.dusty("restart", "shop").orFail();
    trial.web().await("shop.test", "/cgi-bin/front", 200, SOON);
  }

  @Test
  void theUserSeesTheStatus() {
    assertThat(trial.dusty("status").orFail().out()).contains("shop", "running");
  }
}
