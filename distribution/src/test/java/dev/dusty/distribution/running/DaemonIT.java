package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.Background;
import dev.dusty.distribution.bed.Parts;
import dev.dusty.distribution.bed.Pty;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The daemon as a process: how it starts, and how it ends. */
class DaemonIT {

  /** What it may hold in memory while it has nothing to do. */
  private static final long MOST_IDLE_KIB = 160 * 1024;

  /** Starts a second daemon with more variables; it has to end by itself. */
  private static Shell second(Trial trial, Map<String, String> more, String... options) {
    Map<String, String> environment = new HashMap<>(trial.environment());
    environment.putAll(more);
    return Shell.run(trial.folder(), environment, trial.argv(options));
  }

  @Test
  void toldToEndItTakesItsSocketAwayAndSucceeds() {
    try (Trial trial = Trial.withoutEngine()) {
      assertThat(trial.stopDaemon()).isZero();
      assertThat(trial.socket()).doesNotExist();
      assertThat(trial.daemonLog()).endsWith("stopping\n");
    }
  }

  @Test
  void aCommandThatRunsIsToldThatTheDaemonEnds() {
    try (Trial trial = Trial.withoutEngine()) {
      try (Pty setup = trial.terminal("setup")) {
        setup.await("Whose Dusty");
        trial.stopDaemon();
        assertThat(setup.exitCode()).isEqualTo(1);
        assertThat(setup.shown()).contains("the daemon is stopping");
      }
    }
  }

  @Test
  void aSecondOneIsRefusedAndTheFirstOneServesOn() {
    try (Trial trial = Trial.withoutEngine()) {
      Shell second = second(trial, Map.of(), "-d");
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.err())
          .contains("dusty: a daemon runs already, at '" + trial.socket() + "'")
          .contains("use that one, or stop it first");
      assertThat(trial.dusty("version").orFail().out()).contains("daemon");
    }
  }

  @Test
  void theSocketOfALiveDaemonIsNotStolenByOneWithAnotherHome() {
    try (Trial trial = Trial.withoutEngine()) {
      Map<String, String> elsewhere =
          Map.of(
              "DUSTY_HOME", trial.folder().resolve("other").toString(),
              "DUSTY_SOCKET_PATH", trial.socket().toString());
      assertThat(second(trial, elsewhere, "-d").exitCode()).isEqualTo(1);
      trial.dusty("version").orFail();
    }
  }

  @Test
  void aSocketThatAKilledDaemonLeftIsReplaced() {
    try (Trial trial = Trial.withoutEngine()) {
      trial.killDaemon();
      assertThat(trial.socket()).exists();
      trial.startDaemon();
      trial.dusty("version").orFail();
    }
  }

  @Test
  void aFileInTheSocketsPlaceIsLeftAlone() throws IOException {
    try (Trial trial = Trial.withoutEngine()) {
      trial.stopDaemon();
      Path file = Files.writeString(trial.folder().resolve("precious"), "mine\n");
      Shell refused = second(trial, Map.of("DUSTY_SOCKET_PATH", file.toString()), "-d");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err()).contains("'" + file + "' is in the way, and no socket");
      assertThat(file).content().isEqualTo("mine\n");
    }
  }

  @Test
  void aSocketPathIsForTheDaemonAndItsClients() {
    try (Trial trial = Trial.withoutEngine()) {
      trial.stopDaemon();
      Path socket = trial.folder().resolve("elsewhere/d.sock");
      Map<String, String> environment = new HashMap<>(trial.environment());
      environment.put("DUSTY_SOCKET_PATH", socket.toString());
      try (Background daemon = Background.start(trial.folder(), environment, trial.argv("-d"))) {
        daemon.await("listens at " + socket);
        Shell asked = Shell.run(trial.folder(), environment, trial.argv("version"));
        assertThat(asked.orFail().out()).contains("daemon");
      }
    }
  }

  @Test
  void aLookBeforeTheStartSaysWhetherItCouldStartAndStartsNothing() {
    try (Trial trial = Trial.withoutEngine()) {
      trial.stopDaemon();
      Shell look = second(trial, Map.of(), "-d", "--preflight-only");
      assertThat(look.exitCode()).isZero();
      assertThat(look.err()).contains("all that the daemon needs is there");
      assertThat(trial.dusty("version").exitCode()).isEqualTo(3);
    }
  }

  @Test
  void warningsAreShownUnlessTheyAreSuppressed() {
    try (Trial trial = Trial.withoutEngine()) {
      Map<String, String> bare = Map.of("PATH", "/usr/bin/nothing:" + pathOfShell(trial));
      Shell shown = second(trial, bare, "-d", "--preflight-only");
      assertThat(shown.err()).contains("WARNING  'git' was not found");
      Shell suppressed = second(trial, bare, "-d", "--preflight-only", "--suppress-warnings");
      assertThat(suppressed.exitCode()).isZero();
      assertThat(suppressed.err()).doesNotContain("WARNING");
    }
  }

  /** Returns a folder with what the launcher needs, and no more. */
  private static Path pathOfShell(Trial trial) {
    Path folder = trial.folder().resolve("bare");
    Shell.run(
            trial.folder(),
            "sh",
            "-c",
            "mkdir -p bare && for p in sh readlink id getent stty;"
                + " do ln -sf \"$(command -v $p)\" bare; done")
        .orFail();
    return folder;
  }

  @Test
  void underSystemdItsLinesBeginWithTheirPriority() {
    try (Trial trial = Trial.withoutEngine()) {
      Shell look = second(trial, Map.of("JOURNAL_STREAM", "8:1"), "-d", "--preflight-only");
      assertThat(look.err().lines().toList())
          .endsWith("<6>all that the daemon needs is there")
          .allMatch(line -> line.matches("<[346]>.*"));
    }
  }

  @Test
  void idleItTakesLittleMemory() throws IOException {
    try (Trial trial = Trial.withoutEngine()) {
      trial.dusty("version").orFail();
      List<String> status = Files.readAllLines(Path.of("/proc/" + trial.daemonPid() + "/status"));
      String resident =
          status.stream().filter(line -> line.startsWith("VmRSS:")).findFirst().orElse("");
      assertThat(Long.parseLong(resident.replaceAll("\\D", ""))).isLessThan(MOST_IDLE_KIB);
    }
  }

  @Test
  void theUnitsStartTheDaemonOfThisInstallation() throws IOException {
    Path install = Trial.installation();
    Path service = install.resolve("service");
    for (String unit : List.of("dusty.service", "dev.dusty.daemon.plist")) {
      Shell shown = Shell.run(service, service.resolve("install").toString(), "--print", unit);
      assertThat(shown.orFail().out()).contains(install.toRealPath() + "/bin/dusty");
      assertThat(shown.out()).doesNotContain("%");
    }
  }

  @Test
  void systemdFindsNothingWrongWithTheUnit() throws IOException {
    Parts.requireCommand("systemd-analyze", "--version");
    try (Trial trial = Trial.withoutEngine()) {
      Path service = Trial.installation().resolve("service");
      Shell shown =
          Shell.run(service, service.resolve("install").toString(), "--print", "dusty.service");
      Path unit = Files.writeString(trial.folder().resolve("dusty.service"), shown.orFail().out());
      Shell verified = Shell.run(trial.folder(), "systemd-analyze", "verify", unit.toString());
      assertThat(verified.err()).doesNotContain("dusty.service:");
      assertThat(verified.exitCode()).isZero();
    }
  }
}
