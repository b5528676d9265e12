package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Standing;
import dev.dusty.distribution.bed.Trial;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody did to an environment with Docker's own commands is mended by the next up. */
class DriftIT {

  private static final Duration SOON = Duration.ofMinutes(1);

  private static GitRemotes remotes;
  private static Specs specs;
  private static Trial trial;

  @BeforeAll
  static void start() {
    remotes = new GitRemotes();
    specs =
        new Specs(remotes.create("specs"))
            .answering("front", "front.test", "welcome")
            .app("stall", stall(1))
            .bundle("all", "front", "stall")
            .commit();
    trial = Trial.start().setUp(specs.remote().fileUrl()).activate("all");
  }

  @AfterAll
  static void end() {
    trial.close();
    remotes.close();
  }

  @BeforeEach
  void allRuns() {
    docker("tag", "busybox", "localhost:1/stall");
    trial.up();
  }

  @Test
  void aContainerThatWasRemovedIsMadeAgainAndTheOthersStay() {
    Map<String, String> before = trial.containers();
    docker("rm", "-f", "dusty_front_1");
    assertThat(trial.dusty("up", "--dry-run").out()).contains("front: create (was not there)");
    trial.up();
    theFrontAnswers();
    before.remove("front");
    assertThat(trial.containers()).containsAllEntriesOf(before).containsKey("front");
  }

  @Test
  void aContainerThatWasStoppedIsStartedAgain() {
    Map<String, String> before = trial.containers();
    docker("kill", "dusty_front_1");
    trial.up();
    theFrontAnswers();
    assertThat(trial.containers()).isEqualTo(before);
  }

  @Test
  void allContainersAndTheirNetworkAreMadeAgain() {
    trial.engine().clear();
    trial.up();
    theFrontAnswers();
  }

  @Test
  void stoppedContainersAreMadeAgainWhenTheirNetworkWasRemoved() {
    trial.dusty("stop").orFail();
    docker("network", "rm", "dusty_default");
    assertThat(trial.dusty("up", "--dry-run").out())
        .contains("front: recreate (its network was removed)");
    trial.up();
    theFrontAnswers();
  }

  @Test
  void anImageThatWasRemovedIsMissedOnlyByWhatHasToBeMadeAgain() {
    docker("rmi", "-f", "localhost:1/stall");
    assertThat(trial.up().out()).isEqualTo("Nothing to do: all runs as the specs say.\n");

    Standing before = Standing.of(trial);
    specs.app("stall", stall(2)).commit();
    Shell up = trial.dusty("up");
    assertThat(up.exitCode()).isEqualTo(1);
    assertThat(up.err())
        .contains("dusty: the image 'localhost:1/stall' of apps/stall.yml could not be pulled:");
    assertThat(Standing.of(trial)).isEqualTo(before);

    docker("tag", "busybox", "localhost:1/stall");
    trial.up();
    theFrontAnswers();
  }

  private static void theFrontAnswers() {
    assertThat(trial.web().await("front.test", "/", 200, SOON).body()).contains("welcome");
    assertThat(trial.up().out()).startsWith("Nothing to do");
  }

  private static void docker(String... arguments) {
    trial.engine().docker(arguments).orFail();
  }

  private static String stall(int version) {
    return """
        image: localhost:1/stall
        commands: {always: [sleep 1000]}
        compose: {stop_signal: SIGKILL, environment: {VERSION: '%d'}}
        """
        .formatted(version);
  }
}
