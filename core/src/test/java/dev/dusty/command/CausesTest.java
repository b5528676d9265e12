package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.run.Change;
import dev.dusty.spec.SpecFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CausesTest {

  @TempDir Path folder;

  private String cause(String name, String cause, String... keys) {
    SpecFolder specs =
        SpecFolder.in(folder)
            .with(
                "apps/web.yml",
                "# the shop\ncommands: {always: [a]}\n\nimage: busybox\ncompose:\n  environment:\n"
                    + "    A: 1\n")
            .with("services/db.yml", "image: busybox\nenvironment:\n  B: 2\nvolumes: []\n");
    Change change = new Change(Change.Action.RECREATE, "container", name, cause, List.of(keys), "");
    return new Causes(specs.read().specs()).of(change);
  }

  @Test
  void aCauseInASpecIsToldWithFileAndLine() {
    assertThat(cause("web", "image changed", "image")).isEqualTo("image changed in apps/web.yml:4");
  }

  @Test
  void aKeyInAKeyIsFound() {
    assertThat(cause("web", "environment changed", "compose.environment"))
        .isEqualTo("environment changed in apps/web.yml:6");
  }

  @Test
  void theFirstKeyThatIsThereCounts() {
    assertThat(cause("web", "changed", "build", "compose.ports", "commands"))
        .isEqualTo("changed in apps/web.yml:2");
  }

  @Test
  void theKeysOfAServiceAreThoseOfCompose() {
    assertThat(cause("db", "environment changed", "compose.environment"))
        .isEqualTo("environment changed in services/db.yml:2");
    assertThat(cause("db", "image changed", "image"))
        .isEqualTo("image changed in services/db.yml:1");
  }

  @Test
  void aKeyThatWasTakenOutIsToldWithTheFileAlone() {
    assertThat(cause("web", "ports removed", "compose.ports"))
        .isEqualTo("ports removed in apps/web.yml");
  }

  @Test
  void aCauseOutsideOfTheSpecsHasNoPlace() {
    assertThat(cause("web", "it does not run")).isEqualTo("it does not run");
    assertThat(cause("dusty-nginx", "image changed", "image")).isEqualTo("image changed");
    assertThat(cause("web", "")).isEmpty();
  }
}
