package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** One text for a bug report, in whatever state Dusty is. */
class DumpIT {

  @Test
  void aDumpOfAnEnvironmentThatRunsTellsAllAndNoSecret() throws IOException {
    try (GitRemotes remotes = new GitRemotes();
        Trial trial = Trial.start()) {
      Specs specs =
          new Specs(remotes.create("specs"))
              .answering("front", "front.test", "hello")
              .bundle("all", "front")
              .commit();
      trial.setUp(specs.remote().fileUrl()).activate("all");
      Path config = trial.home().resolve("config.yml");
      Files.writeString(
          config,
          Files.readString(config)
              + "environment: {front: {GREETING: open sesame, DB_PASSWORD: hunter2}}\n");
      trial.up();

      Shell dump = trial.dusty("dump").orFail();
      assertThat(dump.err()).isEmpty();
      assertThat(dump.out())
          .contains("    daemon: ")
          .contains("    client: ")
          .contains("    machine: local, running\n")
          .containsPattern("    docker: client \\S+, engine \\S+\n")
          .containsPattern("    Compose 2: v?2\\.")
          .contains("    git: git version ")
          .contains("    active bundles: all\n")
          .contains("    variable of front: DB_PASSWORD=***\n")
          .contains("    front: runs as dusty_front_1\n")
          .contains("    ok       nginx: nginx runs with the config that is in place\n")
          .containsPattern("    compose \\S+: loaded, from ")
          .doesNotContain("sesame")
          .doesNotContain("hunter2");
    }
  }

  @Test
  void whatTheDaemonWarnedOfIsToldWhenItIsGone() throws IOException {
    try (Trial trial = Trial.withoutEngine()) {
      Path plugins = Files.createDirectories(trial.home().resolve("plugins"));
      Files.writeString(plugins.resolve("awry.jar"), "no jar");
      Files.writeString(trial.home().resolve("config.yml"), "username: [\n");
      trial.restartDaemon();
      trial.killDaemon();
      Shell dump = trial.dusty("dump").orFail();
      assertThat(dump.err()).isEmpty();
      assertThat(dump.out())
          .contains("    Dusty, without a daemon: ")
          .contains("## Configuration\n\n    not known: ")
          .containsPattern("    \\S+ \\S+  WARNING  plugin 'awry.jar' is not used: ");
    }
  }
}
