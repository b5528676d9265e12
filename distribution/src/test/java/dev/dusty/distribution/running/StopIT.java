package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import dev.dusty.distribution.bed.Wait;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands for what runs: {@code stop}, {@code restart}, {@code status} and {@code logs}. */
class StopIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static GitRemotes remotes = new GitRemotes();
  private static Trial trial = Trial.withoutEngine();

  @BeforeAll
  static void setUp() {
    trial.close();
    trial = Trial.start();
    Specs specs =
        new Specs(remotes.create("specs"))
            .answering("front", "front.test", "hello")
            .app(
                "worker",
                """
                image: busybox
                depends:
                  services: [store]
                commands:
                  always:
                    - echo the worker begins
                    - echo this is on standard error >&2
                    - exec sleep 100000
                compose:
                  stop_signal: SIGKILL
                """)
            .service(
                "store",
                """
                image: busybox
                command: sh -c 'touch /tmp/well; exec sleep 100000'
                stop_signal: SIGKILL
                healthcheck:
                  test: [CMD, test, -e, /tmp/well]
                  interval: 1s
                  retries: 1
                """)
            .bundle("all", "front", "worker")
            .commit();
    trial.setUp(specs.remote().fileUrl()).activate("all");
  }

  @AfterAll
  static void end() {
    trial.close();
    remotes.close();
  }

  @BeforeEach
  void up() {
    trial.up("--no-pull");
  }

  @Test
  void stoppedContainersAreStartedAgainByUp() {
    Map<String, String> before = trial.containers();
    assertThat(before).containsOnlyKeys("dustyInternalNginx", "front", "store", "worker");

    trial.dusty("stop").orFail();
    assertThat(trial.engine().docker("ps", "-q").out()).isEmpty();
    assertThat(trial.containers()).isEqualTo(before);
    assertThat(row("front")).contains("app", "exited (137)", "http://front.test");

    trial.up("--no-pull");
    assertThat(trial.containers()).isEqualTo(before);
    trial.web().await("front.test", "/", 200, SOON);
  }

  @Test
  void stopWithRmRemovesContainersAndTheirNetwork() {
    trial.dusty("stop", "--rm").orFail();
    assertThat(trial.containers()).isEmpty();
    assertThat(trial.engine().docker("network", "ls", "--format", "{{.Name}}").out())
        .doesNotContain("dusty");
    assertThat(row("front")).contains("app", "absent");

    Shell again = trial.dusty("stop", "--rm").orFail();
    assertThat(again.out()).isEqualTo("Nothing to do: no container is there.\n");
    Shell restart = trial.dusty("restart");
    assertThat(restart.exitCode()).isEqualTo(1);
    assertThat(restart.err()).isEqualTo("dusty: no container is there\nbring some up: dusty up\n");
  }

  @Test
  void stopWithANameLeavesTheOthersRunning() {
    trial.dusty("stop", "worker").orFail();
    assertThat(row("worker")).contains("exited (137)");
    assertThat(row("front")).contains("running");
    assertThat(row("store")).contains("running");

    trial.dusty("stop", "--rm", "worker").orFail();
    assertThat(row("worker")).contains("absent");
    assertThat(trial.containers()).containsOnlyKeys("dustyInternalNginx", "front", "store");
  }

  @Test
  void aNameThatIsNoContainersIsRefusedAndNothingIsStopped() {
    Shell stop = trial.dusty("stop", "front", "wroker");
    assertThat(stop.exitCode()).isEqualTo(1);
    assertThat(stop.err())
        .isEqualTo(
            "dusty: there is no container 'wroker'; did you mean 'worker'?\n"
                + "containers: dustyInternalNginx, front, store, worker\n");
    assertThat(row("front")).contains("running");
  }

  @Test
  void restartWithANameRestartsThatContainerAlone() {
    Map<String, String> before = trial.containers();
    String front = started("front");
    String worker = started("worker");
    trial.dusty("restart", "worker").orFail();
    assertThat(trial.containers()).isEqualTo(before);
    assertThat(started("front")).isEqualTo(front);
    assertThat(started("worker")).isNotEqualTo(worker);
  }

  @Test
  void restartRestartsAllAndStartsWhatIsStopped() {
    Map<String, String> before = trial.containers();
    String front = started("front");
    trial.dusty("stop", "worker").orFail();
    trial.dusty("restart").orFail();
    assertThat(trial.containers()).isEqualTo(before);
    assertThat(started("front")).isNotEqualTo(front);
    assertThat(row("worker")).contains("running");
    trial.web().await("front.test", "/", 200, SOON);
  }

  @Test
  void restartOfARepoThatNobodyUsesRestartsNothing() {
    String front = started("front");
    Shell restart = trial.dusty("restart", "--repos", "specs");
    assertThat(restart.exitCode()).isEqualTo(1);
    assertThat(restart.err()).contains("specs");
    assertThat(started("front")).isEqualTo(front);
  }

  @Test
  void statusIsATableAndJson() {
    Wait.until("a healthy store", SOON, () -> row("store").contains("healthy"));
    String table = trial.dusty("status").orFail().out();
    assertThat(table.lines().map(line -> line.replaceAll(" +", " ").strip()))
        .contains(
            "dustyInternalNginx nginx running",
            "front app running http://front.test",
            "worker app running",
            "store service running healthy");
    assertThat(trial.dusty("status", "--format", "json").orFail().out())
        .contains(
            """
              "name" : "store",
              "type" : "service",
              "state" : "running",
              "health" : "healthy",
              "address" : ""
            """);
  }

  @Test
  void statusTellsOfAContainerThatIsUnhealthyAndOfOneThatDied() {
    trial.engine().docker("exec", "dusty_store_1", "rm", "/tmp/well").orFail();
    trial.engine().docker("kill", "-s", "TERM", "dusty_front_1").orFail();
    trial.engine().docker("kill", "-s", "KILL", "dusty_worker_1").orFail();
    Wait.until("an unhealthy store", SOON, () -> row("store").contains("unhealthy"));
    Wait.until("a dead worker", SOON, () -> row("worker").contains("exited (137)"));
    assertThat(row("store")).contains("running");

    trial.dusty("restart").orFail();
    assertThat(row("worker")).contains("running");
    Wait.until("a healthy store", SOON, () -> row("store").contains(" healthy"));
  }

  @Test
  void logsAreThoseOfDocker() {
    Shell all = trial.dusty("logs", "worker").orFail();
    assertThat(all.out()).contains("the worker begins\n");
    assertThat(all.err()).contains("this is on standard error\n");
    assertThat(trial.dusty("logs", "--tail", "0", "worker").orFail().out()).isEmpty();
    assertThat(trial.dusty("logs", "-t", "worker").orFail().out())
        .containsPattern("\\d{4}-\\d\\d-\\d\\dT\\S+ the worker begins");
    trial.dusty("stop", "worker").orFail();
    assertThat(trial.dusty("logs", "worker").orFail().out()).contains("the worker begins\n");

    Shell none = trial.dusty("logs", "wroker");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).startsWith("dusty: there is no container 'wroker'; did you mean");
  }

  @Test
  void aShellInAContainerThatIsStoppedIsRefusedWithWhatToDo() {
    trial.dusty("stop", "worker").orFail();
    Shell shell = trial.dusty("shell", "worker");
    assertThat(shell.exitCode()).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo(
            "dusty: container 'worker' does not run\n"
                + "see 'dusty logs worker' for why, and start it: dusty restart worker\n");
  }

  @Test
  void withoutAVmThereIsNothingToShutDown() {
    Shell shutdown = trial.dusty("shutdown");
    assertThat(shutdown.exitCode()).isEqualTo(1);
    assertThat(shutdown.err()).contains("no VM to shut down", "dusty stop");
    assertThat(row("front")).contains("running");
  }

  /** Returns a row of the status. */
  private static String row(String name) {
    return trial
        .dusty("status")
        .orFail()
        .out()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .findFirst()
        .orElseThrow();
  }

  private static String started(String name) {
    return trial
        .engine()
        .docker("inspect", "--format", "{{.State.StartedAt}}", "dusty_" + name + "_1")
        .orFail()
        .out();
  }
}
