package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.SmallDisk;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Standing;
import dev.dusty.distribution.bed.Trial;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A disk that is full of other things: of all of Dusty's files, or of the repos alone. */
class FullDiskIT {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static GitRemotes remotes;

  @BeforeAll
  static void start() {
    remotes = new GitRemotes();
  }

  @AfterAll
  static void end() {
    remotes.close();
  }

  @Test
  void withoutRoomForItsFilesAnUpChangesNothingAndSaysSo() {
    try (Trial trial = Trial.start()) {
      trial.stopDaemon();
      try (SmallDisk disk = SmallDisk.mount(trial.home())) {
        trial.startDaemon();
        try {
          Specs specs = running(trial);
          Standing before = Standing.of(trial);
          specs.answering("back", "back.test", "more").bundle("all", "front", "back").commit();
          trial.dusty("repos", "update").orFail();
          disk.fill();

          Shell up = trial.dusty("up", "--no-pull");
          assertThat(up.exitCode()).isEqualTo(1);
          assertThat(up.err())
              .contains(
                  "the disk is full", "make room ('df -h' shows which disk it is) and try again");
          assertThat(Standing.of(trial)).isEqualTo(before);
          Shell set = trial.dusty("config", "set", "local_address", "127.0.0.9");
          assertThat(set.exitCode()).isEqualTo(1);
          assertThat(set.err())
              .contains(
                  "dusty: the disk is full: '%s' cannot"
                      .formatted(trial.home().resolve("config.yml")));
          theFrontAnswers(trial);
          assertThat(trial.dusty("status").orFail().out()).contains("front");

          disk.makeRoom();
          trial.up();
          assertThat(trial.web().await("back.test", "/", 200, SOON).body()).contains("more");
          disk.fill();
          trial.dusty("stop", "--rm").orFail();
          assertThat(trial.containers()).isEmpty();
        } finally {
          trial.stopDaemon();
        }
      }
    }
  }

  @Test
  void withoutRoomForAReposCommitsTheFormerOnesStay() {
    try (Trial trial = Trial.start();
        SmallDisk disk = SmallDisk.mount(trial.home().resolve("state/repos"))) {
      Specs specs = running(trial);
      Standing before = Standing.of(trial);
      Path former = trial.home().resolve("state/repos");
      String files = Shell.run(former, "find", ".", "-name", "*.yml").out();
      specs.answering("back", "back.test", "more").bundle("all", "front", "back").commit();
      disk.fill();

      Shell up = trial.dusty("up");
      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.err()).contains("No space left on device", "make room on the disk");
      assertThat(Standing.of(trial)).isEqualTo(before);
      assertThat(Shell.run(former, "find", ".", "-name", "*.yml").out()).isEqualTo(files);
      theFrontAnswers(trial);

      disk.makeRoom();
      trial.up();
      assertThat(trial.web().await("back.test", "/", 200, SOON).body()).contains("more");
    }
  }

  private static Specs running(Trial trial) {
    Specs specs =
        new Specs(remotes.create("specs" + System.nanoTime()))
            .answering("front", "front.test", "welcome")
            .bundle("all", "front")
            .commit();
    trial.setUp(specs.remote().fileUrl()).activate("all").up();
    theFrontAnswers(trial);
    return specs;
  }

  private static void theFrontAnswers(Trial trial) {
    assertThat(trial.web().await("front.test", "/", 200, SOON).body()).contains("welcome");
  }
}
