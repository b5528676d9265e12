package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.Shell;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code up --dry-run} shows. */
class DryRunIT {

  private static ThreeApps apps;

  @BeforeAll
  static void start() {
    apps = ThreeApps.setUp("docker compose");
  }

  @AfterAll
  static void end() {
    apps.close();
  }

  @BeforeEach
  void bringUp() {
    apps.bringUp();
  }

  private static Shell dryRun(String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "up";
    arguments[1] = "--dry-run";
    System.arraycopy(more, 0, arguments, 2, more.length);
    return apps.trial().dusty(arguments);
  }

  @Test
  void eachFilesDifferenceAndEachContainersCauseAreShownAndNothingIsChanged() {
    apps.trial().activate("more");
    apps.changeWeb();
    Map<String, String> before = apps.containers().incarnations();
    Map<Path, String> files = apps.files();
    assertThat(dryRun().orFail().out())
        .contains("file %s: update\n".formatted(apps.trial().home().resolve("hosts")))
        .contains("\n+%s early.test\n".formatted(apps.trial().address()))
        .contains("dustyNginx.conf: update\n", "\n+        server_name early.test;\n")
        .contains("docker-compose.yml: update\n", "docker-compose.yml\n@@ ")
        .contains("\n-      MODE: plain\n+      MODE: changed\n")
        .endsWith(
            """
            container early: create (was not there)
            container image: update (the host names of other apps changed)
            container late: update (the host names of other apps changed)
            container web: recreate (environment changed in apps/web.yml:10)
            container dustyInternalNginx: update (config reloaded)
            """);
    assertThat(apps.containers().incarnations()).isEqualTo(before);
    assertThat(apps.files()).isEqualTo(files);
  }

  @Test
  void anAppThatIsNeededNoMoreIsShownAsRemoved() {
    apps.trial().activate("more");
    apps.trial().up();
    apps.trial().dusty("bundles", "deactivate", "more").orFail();
    assertThat(dryRun().orFail().out())
        .contains("dusty_command_file_early.sh: remove (no active spec needs it any more)\n")
        .contains("container early: remove (its spec is not active any more)\n");
  }

  @Test
  void anImageThatChangedIsShownWithItsPlaceInTheSpec() {
    apps.changeImage("dry-run");
    assertThat(dryRun().orFail().out())
        .isEqualTo("container image: recreate (its image was updated in apps/image.yml:1)\n");
  }

  @Test
  void theExitCodeTellsWhereAskedForWhetherThereIsSomethingToDo() {
    Shell nothing = dryRun("--exit-code");
    assertThat(nothing.exitCode()).isZero();
    assertThat(nothing.out()).isEqualTo("Nothing to do.\n");
    apps.changeWeb();
    assertThat(dryRun("--exit-code").exitCode()).isEqualTo(4);
    assertThat(dryRun().exitCode()).isZero();
  }
}
