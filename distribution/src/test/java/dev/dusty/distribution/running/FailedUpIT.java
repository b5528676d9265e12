package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Standing;
import dev.dusty.distribution.bed.Trial;
import dev.dusty.distribution.bed.Wait;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one bad app does to an environment, to a new one and to one that runs. */
class FailedUpIT {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String HOSTS = "127.0.0.1 localhost # without a line end";

  private static GitRemotes remotes;
  private static Trial trial;
  private static int count;

  private Specs specs;

  @BeforeAll
  static void start() {
    remotes = new GitRemotes();
    trial = Trial.start();
  }

  @AfterAll
  static void end() {
    trial.close();
    remotes.close();
  }

  @BeforeEach
  void anEnvironmentWithOneAppThatWorks() throws IOException {
    specs =
        new Specs(remotes.create("specs" + count++))
            .answering("front", "front.test", "welcome")
            .bundle("all", "front")
            .commit();
    trial.setUp(specs.remote().fileUrl()).activate("all");
    trial.dusty("stop", "--rm").orFail();
    Files.writeString(trial.home().resolve("hosts"), HOSTS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anImageThatDoesNotExistIsNamedWithItsSpecAndAllIsPutBack(boolean running) {
    Shell up = failedUp(running, bad("image: localhost:1/nothing"));
    assertThat(up.err())
        .contains(
            "put back as it was: compose, ",
            "dusty: the image 'localhost:1/nothing' of apps/bad.yml could not be pulled:",
            "'docker pull localhost:1/nothing' works");
    theMendedAppComesUp(running);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDockerfileThatFailsIsToldWithItsOutputAndAllIsPutBack(boolean running) throws IOException {
    Path dockerfile = trial.folder().resolve("build/Dockerfile");
    Files.createDirectories(dockerfile.resolveSibling(""));
    Files.writeString(dockerfile, "FROM busybox\nRUN echo there is no wood >&2; exit 9\n");
    Shell up = failedUp(running, bad("build: " + dockerfile.resolveSibling("")));
    assertThat(up.err())
        .contains(
            "dusty: the image of apps/bad.yml could not be built:",
            "there is no wood",
            "exit code: 9",
            "mend " + dockerfile + " and try again");
    Files.writeString(dockerfile, "FROM busybox\n");
    trial.up();
    theMendedAppComesUp(running);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theProcessIsNamedThatHasAPortOfNginx(boolean running) throws IOException {
    try (ServerSocket socket = new ServerSocket(8181, 1, InetAddress.getByName(trial.address()))) {
      assertThat(socket.isBound()).isTrue();
      Shell up = failedUp(running, atPort8181(""));
      assertThat(up.err())
          .endsWith(
              """
              dusty: port %s:8181, which dustyInternalNginx needs, is taken by the process java (pid %d)
              stop that, change 'host_port' in apps/bad.yml, or have nginx listen elsewhere with 'dusty config set local_address ADDRESS'
              """
                  .formatted(trial.address(), ProcessHandle.current().pid()));
    }
    trial.up();
    theMendedAppComesUp(running);
  }

  @Test
  void theContainerIsNamedThatHasAPortOfAnApp() {
    String port = trial.address() + ":8282";
    trial.engine().docker("run", "-d", "--name", "squatter", "-p", port + ":80", "nginx:stable");
    Shell up = failedUp(true, atPort8181("compose: {ports: ['%s:8000']}".formatted(port)));
    assertThat(up.err())
        .endsWith(
            """
            dusty: port %s, which bad needs, is taken by the container squatter
            stop that, or change 'ports' under 'compose' in apps/bad.yml
            """
                .formatted(port));
    trial.engine().docker("rm", "-f", "squatter").orFail();
    trial.up();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAppThatEndsAtOnceIsReportedAndTheOthersAreReached(boolean running) {
    Map<String, String> before = running ? upWithContainers() : Map.of();
    addBad(bad("image: busybox", "echo opening the shop", "echo no key", "exit 7"));
    for (String first : new String[] {":\n  opening the shop", ""}) {
      Shell up = trial.dusty("up");
      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.err())
          .contains(
              "warning: bad exited with code 7; its last lines" + first,
              "\n  no key\nbad: exited with code 7\n")
          .endsWith(
              """
              dusty: bad did not stay up; the rest runs
              see 'dusty logs bad', mend it and run 'dusty up' again
              """);
      assertThat(trial.web().await("front.test", "/", 200, SOON).body()).contains("welcome");
    }
    assertThat(trial.containers()).containsAllEntriesOf(before);
    assertThat(trial.web().get("bad.test", "/").body()).contains("bad does not answer yet");
    assertThat(trial.dusty("status").orFail().out()).contains("exited (7)");
    theMendedAppComesUp(running);
  }

  private Map<String, String> upWithContainers() {
    trial.up();
    return trial.containers();
  }

  private Shell failedUp(boolean running, String app) {
    if (running) {
      trial.up();
    }
    Standing before = Standing.of(trial);
    addBad(app);
    Shell up = trial.dusty("up");
    assertThat(up.exitCode()).as(up.err()).isEqualTo(1);
    assertThat(Standing.of(trial)).isEqualTo(before);
    if (running) {
      assertThat(trial.web().get("front.test", "/").body()).contains("welcome");
    }
    return up;
  }

  private void addBad(String app) {
    specs.app("bad", app).bundle("all", "front", "bad").commit();
  }

  private void theMendedAppComesUp(boolean running) {
    Map<String, String> before = running ? trial.containers() : Map.of();
    specs.answering("bad", "bad.test", "mended").commit();
    trial.up();
    // For a moment, nginx's former processes may still answer.
    Wait.until(
        "an answer of the mended app",
        SOON,
        () -> trial.web().get("bad.test", "/").body().contains("mended"));
    if (running) {
      assertThat(trial.containers()).containsEntry("front", before.get("front"));
    }
  }

  private static String bad(String origin, String... commands) {
    return """
        %s
        host_forwarding: [{host_name: bad.test, host_port: 80, container_port: 8000}]
        commands: {always: [%s]}
        compose: {stop_signal: SIGKILL}
        """
        .formatted(
            origin,
            String.join(", ", commands.length == 0 ? new String[] {"sleep 1000"} : commands));
  }

  private static String atPort8181(String compose) {
    return """
        image: busybox
        host_forwarding: [{host_name: bad.test, host_port: 8181, container_port: 8000}]
        commands: {always: [sleep 1000]}
        %s
        """
        .formatted(compose);
  }
}
