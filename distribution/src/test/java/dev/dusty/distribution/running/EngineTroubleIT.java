package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Pty;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A Docker engine that is not there, not for this user, or does not answer. */
class EngineTroubleIT {

  /** A limit of ten seconds, on a busy computer. */
  private static final Duration BOUND = Duration.ofSeconds(40);

  private static GitRemotes remotes;
  private static Specs specs;

  @BeforeAll
  static void start() {
    remotes = new GitRemotes();
    specs =
        new Specs(remotes.create("specs"))
            .answering("front", "front.test", "welcome")
            .bundle("all", "front")
            .commit();
  }

  @AfterAll
  static void end() {
    remotes.close();
  }

  @Test
  void withoutAnEngineUpSaysHowToStartOneAndTouchesNothing() {
    try (Trial trial = Trial.withoutEngine()) {
      trial.setUp(specs.remote().fileUrl()).activate("all");
      Shell up = trial.dusty("up");
      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.err())
          .endsWith(
              """
              dusty: no Docker engine answers at unix:///nonexistent/docker.sock
              start it ('sudo systemctl start docker' or Docker Desktop), or name another one with \
              'dusty config set docker_host'
              """);
      assertThat(trial.hostsFile()).isEmpty();
      for (String command : new String[] {"status", "stop", "restart"}) {
        Shell other = trial.dusty(command);
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err())
            .contains(
                "dusty: the Docker engine at unix:///nonexistent/docker.sock cannot be",
                "start it");
      }
    }
  }

  @Test
  void aUserWhoMayNotUseDockerIsToldOfTheGroup() {
    try (Trial trial = Trial.start()) {
      Path repo = specs.remote().folder();
      Shell.run(repo, "chown", "-R", "nobody", ".").orFail();
      trial
          .dusty("setup", "--username", "nobody", "--default-specs-repo", specs.remote().fileUrl())
          .orFail();
      Shell.run(repo, "chown", "-R", "root", ".").orFail();
      trial.activate("all");
      Shell up = trial.dusty("up", "--no-pull");
      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.err())
          .contains(
              "dusty: nobody may not use the Docker engine at unix:///run/",
              "add the user to the group docker with 'sudo usermod -aG docker nobody', and restart"
                  + " Dusty's daemon");
      assertThat(trial.hostsFile()).isEmpty();
    }
  }

  @Test
  void anEngineThatDoesNotAnswerIsWaitedForOnlyAWhileAndNotByWhoGivesUp() throws IOException {
    try (Trial trial = Trial.withoutEngine();
        ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      UnixDomainSocketAddress address =
          UnixDomainSocketAddress.of(trial.folder().resolve("silent.sock"));
      silent.bind(address);
      trial.setUp(specs.remote().fileUrl()).activate("all");
      trial.dusty("config", "set", "docker_host", "unix://" + address).orFail();
      for (String command : new String[] {"up", "status"}) {
        long start = System.nanoTime();
        Shell shell = trial.dusty(command);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err())
            .containsPattern("dusty: the Docker engine at unix://.* within 10 seconds\n.*restart");
      }
      try (Pty up = trial.terminal("up")) {
        up.await("specs");
        up.interrupt();
        assertThat(up.exitCode()).isEqualTo(130);
      }
      assertThat(trial.hostsFile()).isEmpty();
    }
  }
}
