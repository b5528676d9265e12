package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Pty;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import dev.dusty.distribution.bed.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people see and press in a terminal. */
class TerminalIT {

  private static final Duration SOON = Duration.ofSeconds(40);

  private static GitRemotes remotes = new GitRemotes();
  private static Trial trial = Trial.withoutEngine();
  private static Path gate = Path.of("/");

  /** A server that takes connections and never says a word. */
  private static ServerSocket silent = socket();

  @BeforeAll
  static void setUp() throws IOException {
    trial.close();
    trial = Trial.start();
    gate = Files.createDirectories(trial.folder().resolve("gate"));
    Specs specs =
        new Specs(remotes.create("specs"))
            .answering("front", "front.test", "hello")
            .app(
                "stubborn",
                """
                image: busybox
                commands:
                  always:
                    - trap '' TERM
                    - while true; do echo tick; sleep 1; done
                """)
            .bundle("base", "front", "stubborn")
            .app(
                "prepares",
                """
                image: busybox
                host_forwarding:
                  - host_name: prepares.test
                    host_port: 80
                    container_port: 8000
                commands:
                  once:
                    - sleep 2
                    - touch /tmp/prepared
                  always:
                    - exec sleep 100000
                compose:
                  stop_signal: SIGKILL
                """)
            .app(
                "waits",
                """
                image: busybox
                depends:
                  services: [keeper]
                commands:
                  always:
                    - exec sleep 100000
                compose:
                  stop_signal: SIGKILL
                  depends_on:
                    keeper:
                      condition: service_healthy
                """)
            .service(
                "keeper",
                """
                image: busybox
                command: sleep 100000
                stop_signal: SIGKILL
                volumes:
                  - %s:/gate:ro
                healthcheck:
                  test: [CMD, test, -e, /gate/open]
                  interval: 1s
                  retries: 1000
                """
                    .formatted(gate))
            .bundle("gated", "prepares", "waits")
            .app(
                "remote",
                """
                repo: ssh://git@127.0.0.1:%d/remote.git
                mount: /remote
                image: busybox
                commands:
                  always: [exec sleep 100000]
                """
                    .formatted(silent.getLocalPort()))
            .bundle("far", "remote")
            .commit();
    trial.setUp(specs.remote().fileUrl());
  }

  private static ServerSocket socket() {
    try {
      return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void end() throws IOException {
    trial.close();
    remotes.close();
    silent.close();
  }

  @BeforeEach
  void up() throws IOException {
    Files.deleteIfExists(gate.resolve("open"));
    trial.dusty("bundles", "activate", "--only", "base").orFail();
    trial.up();
  }

  @Test
  void logsAreFollowedUntilCtrlC() {
    try (Pty pty = trial.terminal("logs", "-f", "--tail", "1", "stubborn")) {
      pty.await("tick");
      pty.await("tick");
      pty.interrupt();
      assertThat(pty.exitCode()).isEqualTo(130);
    }
  }

  @Test
  void aShellHasATerminalOfTheSameSizeAndEndsAsItsLastCommand() {
    try (Pty pty = trial.terminal("shell", "front")) {
      pty.type("test -t 0 && test -t 1 && echo it is a termi''nal\n");
      pty.await("it is a terminal");
      // Docker tells the size a moment after the start.
      pty.type("until test \"$(stty size)\" = '40 120'; do sleep 0.1; done; echo si''zed\n");
      pty.await("sized");
      // What was typed and not read yet would be thrown away.
      pty.type("echo be''gun; sleep 1000\n");
      pty.await("begun");
      pty.interrupt();
      pty.type("echo still he''re\n");
      pty.await("still here");
      pty.type("exit 5\n");
      assertThat(pty.exitCode()).isEqualTo(5);
    }
  }

  @Test
  void upDrawsAListOverItself() {
    trial.dusty("stop", "--rm", "front").orFail();
    try (Pty pty = trial.terminal("up")) {
      String shown = pty.await("Up: base");
      assertThat(pty.exitCode()).isZero();
      assertThat(shown)
          .contains("compose  changing", "compose  done")
          .containsPattern("\u001b\\[\\d+A\u001b\\[J");
    }
  }

  @Test
  void upThatIsInterruptedWhileItPullsTouchesNothing() throws IOException {
    Before before = Before.now();
    trial.dusty("bundles", "activate", "far").orFail();
    try (Pty pty = trial.terminal("up");
        Socket asked = silent.accept()) {
      assertThat(asked.isConnected()).isTrue();
      pty.interrupt();
      assertThat(pty.exitCode()).isEqualTo(130);
      assertThat(pty.shown()).contains("interrupted").doesNotContain("put back");
    }
    before.check();
  }

  @Test
  void upThatIsInterruptedWhileContainersStartAndPrepareIsPutBack() throws IOException {
    Before before = Before.now();
    trial.dusty("bundles", "activate", "gated").orFail();
    try (Pty pty = trial.terminal("up")) {
      awaitRunning("prepares");
      awaitRunning("keeper");
      assertThat(trial.hostsFile()).contains("prepares.test");
      pty.interrupt();
      assertThat(pty.exitCode()).isEqualTo(130);
      assertThat(pty.shown()).contains("put back as it was: compose", "interrupted");
    }
    before.check();

    trial.dusty("bundles", "activate", "gated").orFail();
    Files.createFile(gate.resolve("open"));
    trial.up();
    assertThat(trial.containers()).containsKeys("front", "prepares", "waits", "keeper");
    Wait.until("what is done once is done", SOON, () -> isThere("prepares", "/tmp/prepared"));
  }

  @Test
  void aSecondCtrlCEndsTheClientAndTheDaemonGoesOnPuttingBack() throws IOException {
    trial.engine().docker("kill", "-s", "KILL", "dusty_stubborn_1").orFail();
    trial.dusty("bundles", "activate", "gated").orFail();
    try (Pty pty = trial.terminal("up")) {
      awaitRunning("keeper");
      awaitRunning("stubborn");
      pty.interrupt();
      // Now it stops a container again that takes its time.
      pty.await("interrupted");
      pty.interrupt();
      pty.await("the daemon goes on and puts back what was done");
      assertThat(pty.exitCode()).isEqualTo(130);
    }
    assertThat(trial.dusty("status").orFail().err())
        .containsPattern(
            "there is 'dusty up' of root, which has run since [0-9:]{8}, was interrupted, and puts"
                + " back what it did\n");
    Shell next = trial.dusty("bundles", "activate", "--only", "base").orFail();
    assertThat(next.err()).contains("waiting for 'dusty up' of root", "was interrupted");
    assertThat(trial.containers()).containsOnlyKeys("dustyInternalNginx", "front", "stubborn");
    assertThat(running("stubborn")).isFalse();
    assertThat(trial.hostsFile()).doesNotContain("prepares.test");
    trial.up();
    assertThat(running("stubborn")).isTrue();
  }

  /** What must be the same after an {@code up} that was interrupted. */
  private record Before(Map<String, String> containers, String hosts, String config) {

    static Before now() {
      return new Before(trial.containers(), trial.hostsFile(), configured());
    }

    private static String configured() {
      return trial.dusty("config", "listvalues").orFail().out();
    }

    void check() {
      assertThat(trial.hostsFile()).isEqualTo(hosts);
      assertThat(trial.containers()).isEqualTo(containers);
      assertThat(running("front")).isTrue();
      trial.dusty("bundles", "activate", "--only", "base").orFail();
      assertThat(configured()).isEqualTo(config);
      assertThat(trial.up("--dry-run").out()).isEqualTo("Nothing to do.\n");
      trial.web().await("front.test", "/", 200, SOON);
    }
  }

  private static void awaitRunning(String name) {
    Wait.until(name + " runs", SOON, () -> running(name));
  }

  private static boolean running(String name) {
    return trial
        .engine()
        .docker("ps", "--format", "{{.Names}}")
        .orFail()
        .out()
        .lines()
        .anyMatch(("dusty_" + name + "_1")::equals);
  }

  private static boolean isThere(String name, String file) {
    return trial.engine().docker("exec", "dusty_" + name + "_1", "test", "-e", file).exitCode()
        == 0;
  }
}
