package dev.dusty.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathsTest {

  @Test
  void withoutVariablesTheyAreTheSystems() {
    assertThat(Paths.of(Map.of()))
        .isEqualTo(
            new Paths(
                Path.of("/"),
                Path.of("/etc/dusty/config.yml"),
                Path.of("/var/lib/dusty"),
                Path.of("/var/run/dusty/dusty.sock"),
                Path.of("/etc/hosts"),
                Path.of("/etc/exports"),
                List.of(Path.of("/etc/dusty/plugins"))));
  }

  @Test
  void aHomeMovesEverything() {
    assertThat(Paths.of(Map.of("DUSTY_HOME", "/trial/../t")))
        .isEqualTo(
            new Paths(
                Path.of("/t"),
                Path.of("/t/config.yml"),
                Path.of("/t/state"),
                Path.of("/t/run/dusty.sock"),
                Path.of("/t/hosts"),
                Path.of("/t/exports"),
                List.of(Path.of("/t/plugins"))));
    assertThat(Paths.of(Map.of("DUSTY_HOME", "/t")).managedRepos())
        .isEqualTo(Path.of("/t/state/repos"));
  }

  @Test
  void aRelativeHomeIsInTheWorkingFolder() {
    assertThat(Paths.of(Map.of("DUSTY_HOME", "t")).root()).isEqualTo(Path.of("t").toAbsolutePath());
  }

  @Test
  void theSocketCanBeMovedAlone() {
    Paths paths = Paths.of(Map.of("DUSTY_SOCKET_PATH", "/s", "DUSTY_HOME", "/t"));
    assertThat(paths.socket()).isEqualTo(Path.of("/s"));
    assertThat(paths.state()).isEqualTo(Path.of("/t/state"));
  }

  @Test
  void pluginsCanBeInSeveralFolders() {
    assertThat(Paths.of(Map.of("DUSTY_PLUGINS_PATH", "/a::/b")).plugins())
        .containsExactly(Path.of("/a"), Path.of("/b"));
  }

  @Test
  void anEmptyVariableIsLikeNone() {
    assertThat(
            Paths.of(Map.of("DUSTY_HOME", "", "DUSTY_SOCKET_PATH", "", "DUSTY_PLUGINS_PATH", "")))
        .isEqualTo(Paths.of(Map.of()));
  }
}
