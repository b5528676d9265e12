package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Pty;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Standing;
import dev.dusty.distribution.bed.Trial;
import dev.dusty.distribution.bed.Wait;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two who want to change things at the same time, of one Dusty or of two on one engine. */
class TwoAtOnceIT {

  private static final Duration SOON = Duration.ofMinutes(1);

  private static GitRemotes remotes;
  private static Trial trial;

  @BeforeAll
  static void start() {
    remotes = new GitRemotes();
    Specs specs =
        new Specs(remotes.create("specs"))
            .answering("front", "front.test", "welcome")
            .app(
                "slow",
                """
                image: busybox
                commands: {once: [sleep 60], always: [sleep 1000]}
                compose: {stop_signal: SIGKILL}
                """)
            .bundle("all", "front", "slow")
            .commit();
    trial = Trial.start().setUp(specs.remote().fileUrl()).activate("all");
  }

  @AfterAll
  static void end() {
    trial.close();
    remotes.close();
  }

  @BeforeEach
  void nothingRuns() {
    trial.dusty("stop", "--rm").orFail();
  }

  @Test
  void theSecondUpWaitsForTheFirstAndSaysSo() {
    CompletableFuture<Shell> first = startedUp();
    Shell second = trial.up();
    assertThat(second.err()).contains("waiting for 'dusty up' of root, which has run since ");
    assertThat(second.out()).isEqualTo("Nothing to do: all runs as the specs say.\n");
    assertThat(first.join().orFail().out()).startsWith("Up: all\n");
  }

  @Test
  void whoWaitsCanGiveUpAndTheOtherGoesOn() {
    CompletableFuture<Shell> first = startedUp();
    try (Pty second = trial.terminal("stop", "--rm")) {
      second.await("waiting for 'dusty up' of root");
      second.interrupt();
      assertThat(second.exitCode()).isEqualTo(130);
    }
    first.join().orFail();
    assertThat(trial.up().out()).startsWith("Nothing to do");
  }

  @Test
  void aSecondEnvironmentOnTheSameEngineLeavesTheFirstAlone() {
    trial.up();
    Standing before = Standing.of(trial);
    try (Trial other = other()) {
      for (String command : new String[] {"up", "stop", "status", "restart"}) {
        isRefused(other.dusty(command));
      }
      isRefused(other.dusty("stop", "--rm"));
      assertThat(Standing.of(trial)).isEqualTo(before);
      assertThat(other.hostsFile()).isEmpty();
      assertThat(trial.up().out()).startsWith("Nothing to do");

      trial.dusty("stop", "--rm").orFail();
      other.up();
      assertThat(other.web().await("front.test", "/", 200, SOON).body()).contains("welcome");
      isRefused(trial.dusty("up"));
      other.dusty("stop", "--rm").orFail();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker compose", "docker-compose"})
  void ofTwoEnvironmentsThatStartAtTheSameMomentOneRunsAndTheOtherLeavesNothing(String compose) {
    try (Trial other = other()) {
      for (Trial each : new Trial[] {trial, other}) {
        each.dusty("config", "set", "compose_command", compose).orFail();
      }
      CompletableFuture<Shell> first = CompletableFuture.supplyAsync(() -> trial.dusty("up"));
      Shell second = other.dusty("up");
      boolean firstRuns = first.join().exitCode() == 0;
      assertThat(second.exitCode())
          .as(first.join().err() + second.err())
          .isEqualTo(firstRuns ? 1 : 0);
      Trial running = firstRuns ? trial : other;
      Trial refused = firstRuns ? other : trial;
      isRefused(refused.dusty("up"));
      assertThat(refused.hostsFile()).doesNotContain("front.test");
      assertThat(running.up().out()).startsWith("Nothing to do");
      assertThat(running.web().await("front.test", "/", 200, SOON).body()).contains("welcome");
      running.dusty("stop", "--rm").orFail();
    } finally {
      trial.dusty("config", "set", "compose_command", "").orFail();
    }
  }

  private static Trial other() {
    return Trial.start()
        .setUp(
            new Specs(remotes.create("other" + System.nanoTime()))
                .answering("front", "front.test", "welcome too")
                .bundle("all", "front")
                .commit()
                .remote()
                .fileUrl())
        .activate("all");
  }

  private static void isRefused(Shell command) {
    assertThat(command.exitCode()).isEqualTo(1);
    assertThat(command.err())
        .contains(
            "dusty: this Docker engine already runs another Dusty environment: the container dusty_",
            "remove that one first, with 'dusty stop --rm' of its Dusty",
            "or give this one another engine: 'dusty config set docker_host'");
  }

  /** Starts an up that is not over soon: it watches an app that prepares something. */
  private static CompletableFuture<Shell> startedUp() {
    CompletableFuture<Shell> up = CompletableFuture.supplyAsync(() -> trial.dusty("up"));
    Wait.until("an up that has begun", SOON, () -> trial.containers().containsKey("slow"));
    return up;
  }
}
