package dev.dusty.plugin.compose;

import static dev.dusty.plugin.compose.Given.app;
import static dev.dusty.plugin.compose.Given.map;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpecHashTest {

  private static Object hash(Given.App app) {
    return new Given().app(app).compile().specHash("web");
  }

  @Test
  void itIsTheSameForTheSameSpecs() {
    assertThat(hash(app("web").once("a"))).isEqualTo(hash(app("web").once("a")));
  }

  @Test
  void itChangesWithTheCommands() {
    assertThat(hash(app("web").once("a"))).isNotEqualTo(hash(app("web").once("b")));
  }

  @Test
  void itChangesWithTheDefinition() {
    assertThat(hash(app("web").compose("hostname", "a")))
        .isNotEqualTo(hash(app("web").compose("hostname", "b")));
  }

  @Test
  void itChangesWithALabel() {
    assertThat(hash(app("web").compose("labels", map("a", "b"))))
        .isNotEqualTo(hash(app("web").compose("labels", map("a", "c"))));
  }

  @Test
  void itDoesNotChangeWithAScriptWhichRunsInTheContainerAsItIs() {
    assertThat(hash(app("web").script("s", "a"))).isEqualTo(hash(app("web").script("s", "b")));
  }

  @Test
  void itDoesNotChangeWithAnotherAppsHostNames() {
    Given one = new Given().app(app("web").forwards("a.test", 80, 1));
    Given two =
        new Given()
            .app(app("web").forwards("a.test", 80, 1))
            .app(app("other").forwards("b.test", 80, 1));
    assertThat(two.compile().specHash("web")).isEqualTo(one.compile().specHash("web"));
  }
}
