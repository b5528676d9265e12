package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.Engine;
import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Pty;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Standing;
import dev.dusty.distribution.bed.Trial;
import dev.dusty.distribution.bed.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An engine that stops, starts again or stops answering while Dusty uses it. */
class OwnEngineIT {

  private static final Duration SOON = Duration.ofMinutes(1);

  /** A limit of half a minute and what is undone after it, on a busy computer. */
  private static final Duration BOUND = Duration.ofMinutes(2);

  /** What tells this test's builds from those of others. */
  private static final String MARK = "1000" + ProcessHandle.current().pid();

  private static GitRemotes remotes;
  private static Engine engine;
  private static Specs specs;
  private static Trial trial;

  @BeforeAll
  static void start() {
    remotes = new GitRemotes();
    specs = answering(remotes);
    engine = Engine.another();
    trial = Trial.on(engine).setUp(specs.remote().fileUrl()).activate("all");
  }

  @AfterAll
  static void end() {
    trial.close();
    engine.close();
    remotes.close();
  }

  @BeforeEach
  void oneAppRuns() {
    specs.bundle("all", "front");
    if (!specs.remote().git("status", "--porcelain").isEmpty()) {
      specs.commit();
    }
    trial.up();
  }

  @Test
  void afterTheEngineWasStartedAgainAllRunsAgain() {
    Map<String, String> before = trial.containers();
    engine.restart();
    trial.up();
    theFrontAnswers();
    assertThat(trial.containers()).isEqualTo(before);
  }

  @Test
  void thePortOfAnEnvironmentOnAnotherEngineIsTold() {
    try (Trial other = Trial.start()) {
      other.setUp(specs.remote().fileUrl()).activate("all");
      other.dusty("config", "set", "local_address", trial.address()).orFail();
      Shell up = other.dusty("up");
      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.err())
          .containsPattern(
              "dusty: port %s:80, which dustyInternalNginx needs, is taken by a container of another"
                      .formatted(trial.address())
                  + " Docker engine on this computer \\(docker-proxy, pid \\d+\\)\n"
                  + "stop that, .* 'dusty config set local_address ADDRESS'");
      assertThat(other.hostsFile()).isEmpty();
    }
    theFrontAnswers();
  }

  @Test
  void anEngineThatFallsSilentInTheMiddleEndsTheUpWhichTheNextOnePutsBack() throws IOException {
    Standing before = Standing.of(trial);
    addAnAppWhoseImageIsLongToBuild();
    CompletableFuture<Shell> running = CompletableFuture.supplyAsync(() -> trial.dusty("up"));
    waitForTheBuild();
    engine.freeze();
    long start = System.nanoTime();
    try {
      Shell up = running.join();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.err())
          .contains(
              "did not answer within 30 seconds\n",
              "what step 'compose' did could not be taken back, which the next 'dusty up' tries"
                  + " again: ",
              "restart it (Debian: 'systemctl restart docker'), and try again");
    } finally {
      engine.thaw();
    }
    theBuildEnds();
    specs.bundle("all", "front").commit();
    Shell next = trial.up();
    assertThat(next.err()).contains("an earlier run was cut off; putting back what it did");
    assertThat(Standing.of(trial)).isEqualTo(before);
    theFrontAnswers();
  }

  @Test
  void whoGivesUpWaitingForAnEngineThatFellSilentIsLetGo() throws IOException {
    addAnAppWhoseImageIsLongToBuild();
    try (Pty up = trial.terminal("up")) {
      waitForTheBuild();
      engine.freeze();
      up.interrupt();
      assertThat(up.exitCode()).isEqualTo(130);
    } finally {
      engine.thaw();
    }
    theBuildEnds();
    specs.bundle("all", "front").commit();
    trial.up();
    theFrontAnswers();
  }

  private static void addAnAppWhoseImageIsLongToBuild() throws IOException {
    Path build = Files.createDirectories(trial.folder().resolve("build"));
    Files.writeString(
        build.resolve("Dockerfile"),
        "FROM busybox\nARG AT=%d\nRUN sleep %s\n".formatted(System.nanoTime(), MARK));
    specs
        .app("slow", "build: %s\ncommands: {always: [sleep 1000]}\n".formatted(build))
        .bundle("all", "front", "slow")
        .commit();
  }

  private static void waitForTheBuild() {
    Wait.until("a build that runs", SOON, () -> !builders().isEmpty());
  }

  /** Ends what an engine builds on for somebody who has gone. */
  private static void theBuildEnds() {
    Wait.until(
        "a build that ends",
        SOON,
        () -> {
          String pids = builders();
          pids.lines().forEach(pid -> Shell.run(Path.of("/"), "kill", "-9", pid));
          return pids.isEmpty();
        });
  }

  private static String builders() {
    return Shell.run(
            Path.of("/"),
            "sh",
            "-c",
            "grep -lsa '^sleep.%s' /proc/[0-9]*/cmdline | cut -d/ -f3".formatted(MARK))
        .out();
  }

  private static void theFrontAnswers() {
    assertThat(trial.web().await("front.test", "/", 200, SOON).body()).contains("welcome");
  }

  private static Specs answering(GitRemotes remotes) {
    return new Specs(remotes.create("specs"))
        .answering("front", "front.test", "welcome")
        .bundle("all", "front")
        .commit();
  }
}
