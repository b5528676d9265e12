package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.run.ContainerStep;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.spec.Repo;
import dev.dusty.api.step.Deadline;
import dev.dusty.api.step.Pause;
import dev.dusty.testkit.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers of a real engine on a machine whose files are elsewhere, as a VM's are. */
class ComposeElsewhereRealTest {

  private static final String NEW = "docker compose";
  private static final String OLD = "docker-compose";

  private final PrivateEngine engine = PrivateEngine.get();
  private final ContainerStep step = new ComposeRunStep();

  @TempDir Path folder;

  @AfterEach
  void clear() throws IOException {
    engine.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {NEW, OLD})
  void anImageIsBuiltFromTheCopyInUseThoughTheMachineShowsItElsewhere(String compose)
      throws IOException {
    Path copy = Files.createDirectories(folder.resolve("my copy"));
    Path dockerfile = copy.resolve("Dockerfile");
    Files.writeString(dockerfile, "FROM busybox:local\nENV A=first\n");
    Files.writeString(copy.resolve("variables"), "B=here\n");
    Place place = new Place(folder, engine, compose);
    Given.App web =
        Given.app("web")
            .repo("/repos/web", "/web")
            .build(".")
            .compose(
                "stop_signal",
                "SIGKILL",
                "env_file",
                Given.list(place.site().repos() + "/localhost/repos/web/variables"));
    FakeContext context =
        place
            .context(new Given().app(web))
            .with(place.elsewhere())
            .withRepos(
                List.of(new RepoCopy(Repo.parse("/repos/web"), copy, RepoCopy.Kind.OVERRIDE)));
    step.apply(context);
    assertThat(step.plan(context)).isEmpty();
    assertThat(engine.docker("inspect", "-f", "{{.Config.Env}}", "dusty_web_1"))
        .contains("A=first", "B=here");

    Files.writeString(dockerfile, "FROM busybox:local\nENV A=second\n");
    assertThat(Place.changes(step, context))
        .containsExactly("RECREATE web: its Dockerfile changed");
    step.apply(context);
    assertThat(engine.docker("inspect", "-f", "{{.Config.Env}}", "dusty_web_1"))
        .contains("A=second");

    Files.writeString(dockerfile, "FROM busybox:local\nRUN exit 3\n");
    assertThatThrownBy(() -> step.apply(context))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.remedy()).contains(dockerfile.toString()));
  }

  /** As the containers of a VM that has booted, whose mounts are made by 'up'. */
  @Test
  void aContainerThatRanBeforeItsRepoWasMountedIsRestarted() throws IOException {
    Place place = new Place(folder, engine, NEW);
    Path shown = Files.createDirectories(folder.resolve("repos/localhost/repos/my web"));
    FakeContext context =
        place
            .context(new Given().app(Given.idle("web").repo("/repos/my web", "/my site")))
            .with(place.elsewhere());
    step.apply(context);
    assertThat(step.plan(context)).isEmpty();
    String id = engine.docker("inspect", "-f", "{{.Id}}", "dusty_web_1");

    mount(shown, "first");
    try {
      assertThat(Place.changes(step, context))
          .containsExactly("UPDATE web: it does not see the folder of a repo");
      step.apply(context);
      assertThat(engine.docker("exec", "dusty_web_1", "cat", "/my site/text")).isEqualTo("first");
      assertThat(engine.docker("inspect", "-f", "{{.Id}}", "dusty_web_1")).isEqualTo(id);
      assertThat(step.plan(context)).isEmpty();

      // Another copy is seen after a restart, not before.
      unmount(shown);
      mount(shown, "second");
      assertThat(step.plan(context)).isEmpty();
    } finally {
      unmount(shown);
    }
  }

  @Test
  void aContainerThatDockerWouldStartAgainLaterIsStartedNow() throws IOException {
    Place place = new Place(folder, engine, NEW);
    Path repo = Files.createDirectories(folder.resolve("repos/localhost/repos/web"));
    Given.App waiting =
        Given.idle("web")
            .repo("/repos/web", "/site")
            .always("test -e /site/lacking", "exec sleep 1000")
            .compose("restart", "always");
    FakeContext context = place.context(new Given().app(waiting)).with(place.elsewhere());
    assertThat(step.apply(context).facts()).containsEntry("failed", "web");
    String state = "{{.State.Status}} {{.RestartCount}}";
    // Docker waits twice as long each time, and more than six seconds by now.
    Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    while (!engine.docker("inspect", "-f", state, "dusty_web_1").matches("restarting [789]")) {
      assertThat(deadline.isOver()).isFalse();
      Pause.of(Duration.ofMillis(100));
    }
    Files.createFile(repo.resolve("lacking"));
    assertThat(Place.changes(step, context)).containsExactly("UPDATE web: it ends again and again");
    assertThat(step.apply(context).facts()).doesNotContainKey("failed");
    assertThat(engine.docker("inspect", "-f", state, "dusty_web_1")).startsWith("running");
    assertThat(step.plan(context)).isEmpty();
  }

  /** As one that Docker is starting by itself while a VM boots. */
  @Test
  void aContainerThatMissedTheMountWhileItWasStartedIsRestarted() throws IOException {
    Place place = new Place(folder, engine, NEW);
    Path shown = Files.createDirectories(folder.resolve("repos/localhost/repos/web"));
    FakeContext context =
        place
            .context(new Given().app(Given.idle("web").repo("/repos/web", "/site")))
            .with(place.elsewhere());
    step.apply(context);
    engine.docker("stop", "dusty_web_1");
    context.with(Place.afterUp(() -> mount(shown, "mounted")));
    try {
      step.apply(context);
      assertThat(engine.docker("exec", "dusty_web_1", "cat", "/site/text")).isEqualTo("mounted");
    } finally {
      unmount(shown);
    }
  }

  private void unmount(Path shown) throws IOException {
    // The container has it still.
    RealParts.run(folder, List.of("umount", "-l", shown.toString()));
  }

  private void mount(Path shown, String text) throws IOException {
    // No folder of a test lies in a file system of this kind.
    RealParts.Result result =
        RealParts.run(folder, List.of("mount", "-t", "ramfs", "none", shown.toString()));
    assertThat(result.err()).isEmpty();
    Files.writeString(shown.resolve("text"), text);
  }
}
