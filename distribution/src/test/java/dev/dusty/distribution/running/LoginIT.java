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
  private ImageRegistry registry;
  private Trial trial;

  @BeforeEach
  void setUp() throws IOException {
    Engine engine = Engine.get();
    registry = opened(ImageRegistry.start());
    String image = registry.take(engine, "busybox", "team/web");
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
                image: %s
                image_requires_login: true
                commands: {always: [exec sleep 1000000]}
                compose: {stop_signal: SIGKILL}
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
}
