package dev.dusty.distribution.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TrialIT {

  @Test
  void aTrialIsSetUpAtAnAddressOfItsOwn() {
    try (GitRemotes remotes = new GitRemotes();
        Trial one = Trial.withoutEngine();
        Trial other = Trial.withoutEngine()) {
      Specs specs =
          new Specs(remotes.create("specs"))
              .answering("front", "front.test", "hello")
              .bundle("all", "front")
              .commit();
      one.setUp(specs.remote().fileUrl());
      one.dusty("bundles", "activate", "all").orFail();
      assertThat(one.dusty("config", "listvalues").orFail().out()).contains(one.address());
      assertThat(other.address()).isNotEqualTo(one.address());
      assertThat(other.dusty("bundles", "list").err()).contains("setup");
    }
  }

  @Test
  void anotherUserOfThisComputerReachesTheDaemonToBeRefused() {
    try (Trial trial = Trial.withoutEngine()) {
      Shell refused = trial.dustyAs("nobody", "config", "list");
      assertThat(refused.exitCode()).isNotZero();
      assertThat(refused.err()).contains("nobody");
    }
  }

  @Test
  void aDaemonThatWasKilledIsReplaced() {
    try (Trial trial = Trial.withoutEngine()) {
      trial.killDaemon();
      assertThat(trial.dusty("config", "list").exitCode()).isEqualTo(3);
      trial.startDaemon();
      assertThat(trial.dusty("config", "list").exitCode()).isNotEqualTo(3);
    }
  }

  @Test
  void aDaemonThatDoesNotStartTellsWhy() throws IOException {
    try (Trial trial = Trial.withoutEngine()) {
      trial.stopDaemon();
      Folders.delete(trial.socket().resolveSibling(""));
      Files.createFile(trial.home().resolve("run"));
      assertThatThrownBy(trial::startDaemon)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(trial.home().resolve("run") + "' cannot be made");
    }
  }

  @Test
  void nothingIsLeftOfATrial() {
    Path folder;
    try (Trial trial = Trial.withoutEngine()) {
      folder = trial.folder();
      assertThat(folder).isDirectory();
    }
    assertThat(Files.exists(folder)).isFalse();
    assertThat(
            Shell.run(Path.of("/"), "sh", "-c", "grep -a -l -s " + folder + " /proc/[0-9]*/environ")
                .out())
        .isEmpty();
  }
}
