package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.Settings;
import dev.dusty.api.run.ContainerStep;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.Finding.Severity;
import dev.dusty.testkit.FakeContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor sees of the containers of a real engine, and what becomes of it. */
class ComposeChecksRealTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final PrivateEngine engine = PrivateEngine.get();
  private final ContainerStep step = new ComposeRunStep();

  @TempDir Path folder;

  @AfterEach
  void clear() throws IOException {
    engine.clear();
  }

  private Place place() {
    return new Place(folder, engine, "docker compose");
  }

  private FakeContext up(Given given) throws IOException {
    FakeContext context = place().context(given);
    step.apply(context);
    return context;
  }

  private static Given.App app(String name, String command) {
    return Given.app(name)
        .image(PrivateEngine.IMAGE)
        .always(command)
        .compose("stop_signal", "SIGKILL");
  }

  private List<String> said(FakeContext context, Severity severity) throws IOException {
    return step.diagnose(context).stream()
        .filter(finding -> finding.severity() == severity)
        .filter(finding -> !finding.code().equals("nginx-image-missing"))
        .map(Finding::what)
        .toList();
  }

  @Test
  void containersThatRunAreWellAndWhatIsStoppedOnPurposeIsToo() throws IOException {
    FakeContext context = up(new Given().app(app("web", "exec sleep 1000")));
    assertThat(said(context, Severity.FINE))
        .containsExactly("'docker compose' works", "1 containers are well");
    step.stop(context, List.of());
    assertThat(said(context, Severity.WARNING)).isEmpty();
    assertThat(said(context, Severity.BROKEN)).isEmpty();
  }

  @Test
  void aContainerThatEndedBadlyIsToldWithItsLastLine() throws IOException {
    FakeContext context = up(new Given().app(app("web", "echo no key; exit 3")));
    assertThat(said(context, Severity.WARNING))
        .containsExactly("web has exited with code 3; its last line: no key");
  }

  @Test
  void aContainerThatIsRestartedAgainAndAgainIsBroken() throws IOException {
    FakeContext context =
        up(
            new Given()
                .app(
                    Given.app("web")
                        .image(PrivateEngine.IMAGE)
                        .always("echo no key; exit 3")
                        .compose("restart", "always")));
    long end = System.nanoTime() + SOON.toNanos();
    List<String> said;
    // Between two tries it runs for a moment.
    do {
      said = said(context, Severity.BROKEN);
    } while (said.isEmpty() && System.nanoTime() < end);
    assertThat(said)
        .containsExactly("web ends and is restarted again and again; its last line: no key");
  }

  @Test
  void whatNoSpecHasIsRemovedByTheFixAndNothingElse() throws IOException {
    FakeContext context = up(new Given().app(app("web", "exec sleep 1000")));
    Place place = place();
    engine.docker(
        "run",
        "-d",
        "--name",
        "dusty_old_1",
        "--label",
        "com.docker.compose.project=dusty",
        "--label",
        "com.docker.compose.service=old",
        "--label",
        "com.docker.compose.project.config_files=" + place.composeFile(),
        PrivateEngine.IMAGE,
        "sleep",
        "1000");
    assertThat(said(context, Severity.WARNING))
        .containsExactly("containers are left over: dusty_old_1");
    for (Finding finding : step.diagnose(context)) {
      if (finding.code().equals("orphans")) {
        step.fix(context, finding);
      }
    }
    assertThat(engine.docker("ps", "-a", "--format", "{{.Names}}")).isEqualTo("dusty_web_1");
    assertThat(said(context, Severity.WARNING)).isEmpty();
  }

  @Test
  void anImageOfNginxThatIsNotThereIsToldAndOneThatIsThereIsNot() throws IOException {
    FakeContext context = place().context();
    context.with(new Settings(Map.of("nginx_image", "nowhere.invalid/nginx:1")));
    assertThat(step.diagnose(context))
        .extracting(Finding::code)
        .containsExactly("compose", "nginx-image-missing");
    context.with(new Settings(Map.of("nginx_image", PrivateEngine.IMAGE)));
    assertThat(step.diagnose(context)).extracting(Finding::code).containsExactly("compose");
  }

  @Test
  void aComposeThatDoesNotWorkIsBroken() throws IOException {
    FakeContext context = place().context();
    context.with(new Settings(Map.of("compose_command", "no-such-compose")));
    assertThat(said(context, Severity.BROKEN))
        .containsExactly("the configured Docker Compose 'no-such-compose' does not work");
  }
}
