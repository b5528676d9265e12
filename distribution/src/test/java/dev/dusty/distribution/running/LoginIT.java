package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.Engine;
import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.ImageRegistry;
import dev.dusty.distribution.bed.Pty;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of a registry that wants a login. */
class LoginIT {

  @TempDir Path config;
  private final List<AutoCloseable> open = new ArrayList<>();
  private String image = "";
  private ImageRegistry registry;
  private Trial trial;

  @BeforeEach
  void setUp() throws IOException {
    Engine engine = Engine.get();
    registry = opened(ImageRegistry.start());
    image = registry.take(engine, "busybox", "team/web");
    // Without logins, but with Compose.
    Path plugins = Path.of(engine.environment().get("DOCKER_CONFIG"), "cli-plugins");
    Files.writeString(
        config.resolve("config.json"), "{\"cliPluginsExtraDirs\": [\"" + plugins + "\"]}");
    trial = opened(Trial.start(Map.of("DOCKER_CONFIG", config.toString())));
    Specs specs =
        new Specs(opened(new GitRemotes()).create("specs"))
            .app(
                "web",
                """
                image: %1$s
                image_requires_login: true
                commands: {always: [exec sleep 1000000]}
                compose: {stop_signal: SIGKILL}
                test:
                  image: %1$s
                  image_requires_login: true
                  suites: [{name: which, command: [echo "version $VERSION"]}]
                """
                    .formatted(image))
            .bundle("all", "web")
            .commit();
    trial.setUp(specs.remote().fileUrl()).activate("all");
  }

  private <T extends AutoCloseable> T opened(T closeable) {
    open.add(closeable);
    return closeable;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
  }

  @Test
  void withoutATerminalUpIsRefusedAndTouchesNothing() {
    Shell up = trial.dusty("up");
    assertThat(up.exitCode()).isEqualTo(1);
    assertThat(up.err())
        .endsWith(
            "dusty: root is not logged in to %1$s (for web)\nlog in: 'docker login %1$s'\n"
                .formatted(registry.host()));
    assertThat(trial.containers()).isEmpty();
    assertThat(trial.hostsFile()).isEmpty();
  }

  @Test
  void inATerminalDockerAsksForTheLoginAndUpGoesOn() {
    try (Pty terminal = trial.terminal("up")) {
      terminal.await("web: an image of " + registry.host() + " needs a login");
      terminal.await("Username: ");
      terminal.type(ImageRegistry.USER + "\n");
      terminal.await("Password: ");
      terminal.type(ImageRegistry.PASSWORD + "\n");
      terminal.await("Login Succeeded");
      terminal.await("Up: all");
      assertThat(terminal.exitCode()).isZero();
      assertThat(terminal.shown()).doesNotContain(ImageRegistry.PASSWORD);
    }
    assertThat(trial.containers()).containsKey("web");
    trial.engine().docker("rmi", "-f", registry.host() + "/team/web").orFail();
  }

  @Test
  void aLoginThatFailsIsTheEndAndTouchesNothing() {
    try (Pty terminal = trial.terminal("up")) {
      terminal.await("Username: ");
      terminal.type(ImageRegistry.USER + "\n");
      terminal.await("Password: ");
      terminal.type("wrong\n");
      terminal.await("401 Unauthorized");
      assertThat(terminal.exitCode()).isEqualTo(1);
    }
    assertThat(trial.containers()).isEmpty();
  }

  @Test
  void aTestIsRefusedWithoutALoginAndTakesTheLatestImageWithOneAndRecreate() {
    Shell refused = trial.dusty("test", "web", "which");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .endsWith(
            "dusty: root is not logged in to %1$s (for the tests of apps/web)\nlog in: 'docker login %1$s'\n"
                .formatted(registry.host()));

    Engine engine = trial.engine();
    registry.logIn(engine, config);
    assertThat(test()).isEqualTo("version \n");

    String first = engine.docker("images", "-q", image).orFail().out().strip();
    engine.docker("create", "--name", "next", image).orFail();
    engine.docker("commit", "-c", "ENV VERSION=2", "next", "next").orFail();
    registry.take(engine, "next", "team/web");
    engine.docker("rm", "next").orFail();
    engine.docker("rmi", "next").orFail();
    engine.docker("tag", first, image).orFail();
    assertThat(test()).isEqualTo("version \n");
    assertThat(test("--recreate")).isEqualTo("version 2\n");
    engine.docker("rmi", "-f", image).orFail();
  }

  private String test(String... options) {
    List<String> words = new ArrayList<>(List.of("test"));
    words.addAll(List.of(options));
    words.addAll(List.of("web", "which"));
    return trial.dusty(words.toArray(String[]::new)).orFail().out();
  }
}
