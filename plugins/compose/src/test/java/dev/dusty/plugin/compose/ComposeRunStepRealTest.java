package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.run.Change;
import dev.dusty.api.run.ContainerStep;
import dev.dusty.api.run.Status;
import dev.dusty.api.run.Undo;
import dev.dusty.api.value.Value;
import dev.dusty.testkit.FakeContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers of a real engine, by both generations of Compose. */
class ComposeRunStepRealTest {

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
  void oneMoreAppLeavesRunningContainersAloneAndTellsThemItsHostName(String compose)
      throws IOException {
    Place place = new Place(folder, engine, compose);
    step.apply(place.context(new Given().app(web()).service("db", idle())));
    String before = ids("dusty_web_1", "dusty_db_1");

    FakeContext more = place.context(new Given().app(web()).app(shop()).service("db", idle()));
    assertThat(Place.changes(step, more))
        .containsExactlyInAnyOrder(
            "CREATE shop: was not there", "UPDATE web: the host names of other apps changed");
    step.apply(more);

    assertThat(ids("dusty_web_1", "dusty_db_1")).isEqualTo(before);
    assertThat(hosts("dusty_web_1")).contains(engine.address() + " shop.local");
    assertThat(hosts("dusty_shop_1")).contains("shop.local").contains("web.local");
    assertThat(Place.changes(step, more)).isEmpty();
  }

  @Test
  void oneChangedAppIsReplacedAndTheOthersStay() throws IOException {
    Place place = new Place(folder, engine, NEW);
    step.apply(place.context(new Given().app(web()).app(shop())));
    String web = ids("dusty_web_1");
    String shop = ids("dusty_shop_1");

    FakeContext changed =
        place.context(
            new Given()
                .app(web())
                .app(shop().compose("stop_signal", "SIGKILL", "environment", Given.map("A", "b"))));
    List<Change> plan = step.plan(changed);
    assertThat(plan)
        .containsExactly(
            new Change(
                Change.Action.RECREATE,
                "container",
                "shop",
                "environment changed",
                List.of("compose.environment"),
                ""));
    step.apply(changed);

    assertThat(ids("dusty_web_1")).isEqualTo(web);
    assertThat(ids("dusty_shop_1")).isNotEqualTo(shop);
    assertThat(step.plan(changed)).isEmpty();
  }

  @Test
  void anOverrideReplacesItsContainerAloneAndIsToldApartFromTheSpec() throws IOException {
    Place place = new Place(folder, engine, NEW);
    Given.App web = web().compose("stop_signal", "SIGKILL", "environment", Given.map("A", "b"));
    step.apply(place.context(new Given().app(web).app(shop()).override("shop", "S", "1")));
    String shop = ids("dusty_shop_1");

    Given changed = new Given().app(web).app(shop()).override("shop", "S", "1");
    FakeContext context = place.context(changed.override("web", "A", "mine"));
    assertThat(step.plan(context))
        .containsExactly(
            new Change(
                Change.Action.RECREATE,
                "container",
                "web",
                "what 'dusty env' overrides changed",
                List.of(),
                ""));
    step.apply(context);
    assertThat(ids("dusty_shop_1")).isEqualTo(shop);
    assertThat(step.plan(context)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {NEW, OLD})
  void undoingMakesTheFormerContainersAgainWithTheirFormerCommands(String compose)
      throws IOException {
    Place place = new Place(folder, engine, compose);
    step.apply(place.context(new Given().app(web()).app(shop())));
    String file = Files.readString(place.composeFile());
    String web = ids("dusty_web_1");

    FakeContext changed =
        place.context(new Given().app(web()).app(shop().always("echo new", "exec sleep 900")));
    assertThat(Place.changes(step, changed)).containsExactly("RECREATE shop: commands changed");
    Undo undo = step.apply(changed);
    new ComposeRunStep().undo(place.context(), undo);
    new ComposeRunStep().undo(place.context(), undo);

    assertThat(ids("dusty_web_1")).isEqualTo(web);
    assertThat(Files.readString(place.composeFile())).isEqualTo(file);
    assertThat(engine.docker("top", "dusty_shop_1")).contains("sleep 1000");
  }

  @Test
  void whereTheMachineIsAnotherOneByNowUndoingTouchesNoContainer() throws IOException {
    Place place = new Place(folder, engine, NEW);
    Undo undo = step.apply(place.context(new Given().app(web())));
    Map<String, String> facts = new TreeMap<>(undo.facts());
    facts.put(Undo.MACHINE, "elsewhere");

    step.undo(place.context(), new Undo(facts));

    assertThat(engine.docker("ps", "--format", "{{.Names}}")).isEqualTo("dusty_web_1");
    assertThat(place.composeFile()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {NEW, OLD})
  void undoingAnUpThatWasInterruptedRemovesWhatItMade(String compose) throws IOException {
    Place place = new Place(folder, engine, compose);
    FakeContext context = place.context(new Given().app(web()).app(shop()));
    context.with(
        Place.afterUp(
            () -> {
              throw new CancellationException();
            }));
    assertThatThrownBy(() -> step.apply(context)).isInstanceOf(CancellationException.class);
    assertThat(engine.docker("ps", "-q")).isNotEmpty();

    step.undo(place.context(), context.journal().getLast());

    assertThat(engine.docker("ps", "-aq")).isEmpty();
    assertThat(engine.docker("network", "ls", "--format", "{{.Name}}")).doesNotContain("dusty");
    assertThat(place.composeFile()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {NEW, OLD})
  void containersAreStoppedStartedRestartedAndRemovedByName(String compose) throws IOException {
    Place place = new Place(folder, engine, compose);
    FakeContext context = place.context(new Given().app(web()).app(shop()));
    step.apply(context);
    String before = engine.docker("ps", "-q");

    step.stop(context, List.of("web"));
    assertThat(step.status(context))
        .containsExactly(
            new Status("shop", "app", "running", "", "http://shop.local"),
            new Status("web", "app", "exited (137)", "", "http://web.local"));
    assertThat(Place.changes(step, context)).containsExactly("UPDATE web: is not running");
    step.restart(context, List.of());
    assertThat(step.containers(context))
        .extracting(container -> container.name() + " " + container.running())
        .containsExactly("shop true", "web true");
    assertThat(engine.docker("ps", "-q")).isEqualTo(before);
    step.remove(context, List.of("web"));
    assertThat(Place.changes(step, context)).containsExactly("CREATE web: was not there");
    step.remove(context, List.of());
    assertThat(engine.docker("ps", "-aq")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {NEW, OLD})
  void anImageThatCannotBePulledIsNamedWithItsSpec(String compose) throws IOException {
    FakeContext context =
        new Place(folder, engine, compose)
            .context(
                new Given().app(web()).service("db", Given.map("image", "localhost:9/nothing:1")));
    assertThatThrownBy(() -> step.apply(context))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "the image 'localhost:9/nothing:1' of services/db.yml could not be pulled");
  }

  @ParameterizedTest
  @ValueSource(strings = {NEW, OLD})
  void aDockerfileThatFailsIsToldWithTheEndOfItsOutput(String compose) throws IOException {
    Path build = Files.createDirectories(folder.resolve("build"));
    Files.writeString(
        build.resolve("Dockerfile"), "FROM busybox:local\nRUN echo oh dear && exit 3\n");
    FakeContext context =
        new Place(folder, engine, compose)
            .context(new Given().app(Given.app("web").build(build.toString())));
    assertThatThrownBy(() -> step.apply(context))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.code()).isEqualTo("build-failed"))
        .hasMessageContaining("exit 3");
  }

  @Test
  void aChangedDockerfileIsBuiltAgain() throws IOException {
    Path build = Files.createDirectories(folder.resolve("build"));
    Files.writeString(build.resolve("Dockerfile"), "FROM busybox:local\nENV A=1\n");
    Place place = new Place(folder, engine, NEW);
    Given.App app =
        Given.app("web")
            .build(build.toString())
            .always("exec sleep 1000")
            .compose("stop_signal", "SIGKILL");
    FakeContext context = place.context(new Given().app(app));
    step.apply(context);
    assertThat(step.plan(context)).isEmpty();

    Files.writeString(build.resolve("Dockerfile"), "FROM busybox:local\nENV A=2\n");
    assertThat(Place.changes(step, context))
        .containsExactly("RECREATE web: its Dockerfile changed");
    step.apply(context);

    assertThat(engine.docker("inspect", "dusty_web_1")).contains("A=2");
    assertThat(step.plan(context)).isEmpty();

    step.remove(context, List.of());
    Files.writeString(build.resolve("Dockerfile"), "FROM busybox:local\nENV A=3\n");
    step.apply(context);
    assertThat(engine.docker("inspect", "dusty_web_1")).contains("A=3");
  }

  @Test
  void aContainerThatDiesIsReportedWithItsLastLinesAndTheOthersStayUp() throws IOException {
    FakeContext context =
        new Place(folder, engine, NEW)
            .context(
                new Given()
                    .app(web())
                    .app(
                        Given.app("bad")
                            .image(PrivateEngine.IMAGE)
                            .always("echo no database", "exit 7")));
    Undo undo = step.apply(context);
    assertThat(undo.facts()).containsEntry("failed", "bad");
    assertThat(context.warnings())
        .containsExactly("bad exited with code 7; its last lines:\n  no database");
    assertThat(engine.docker("ps", "--format", "{{.Names}}")).isEqualTo("dusty_web_1");
  }

  @Test
  void aOnceCommandThatFailsAfterAWhileIsReportedToo() throws IOException {
    FakeContext context =
        new Place(folder, engine, NEW)
            .context(
                new Given()
                    .app(
                        Given.app("bad")
                            .image(PrivateEngine.IMAGE)
                            .once("sleep 1", "exit 4")
                            .always("exec sleep 1000")));
    assertThat(step.apply(context).facts()).containsEntry("failed", "bad");
  }

  @Test
  void aTakenPortIsNamedWithTheProcessThatHasIt() throws IOException {
    FakeContext context =
        new Place(folder, engine, NEW)
            .context(new Given().app(web().forwards("taken.local", 80, 8000)));
    try (ServerSocket socket =
        new ServerSocket(65001, 1, InetAddress.getByName(engine.address()))) {
      assertThat(socket.isBound()).isTrue();
      assertThatThrownBy(() -> step.apply(context))
          .isInstanceOf(UserError.class)
          .hasMessage(
              "port %s:65001, which web needs, is taken by the process java (pid %d)"
                  .formatted(engine.address(), ProcessHandle.current().pid()));
    }
    assertThat(engine.docker("ps", "-aq")).isEmpty();
  }

  @Test
  void containersOfAnotherEnvironmentAreLeftAlone() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    new ComposeRunStep().apply(new Place(other, engine, NEW).context(new Given().app(web())));
    Path mine = Files.createDirectories(folder.resolve("mine"));
    FakeContext context = new Place(mine, engine, NEW).context(new Given().app(shop()));
    assertThatThrownBy(() -> step.apply(context))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(other.resolve("state/docker-compose.yml").toString());
    assertThat(engine.docker("ps", "--format", "{{.Names}}")).isEqualTo("dusty_web_1");
  }

  @Test
  void aContainerOfSomebodyElseWithAWantedNameIsNamed() throws IOException {
    engine.docker("run", "-d", "--name", "dusty_web_1", PrivateEngine.IMAGE, "sleep", "1000");
    FakeContext context = new Place(folder, engine, NEW).context(new Given().app(web()));
    assertThatThrownBy(() -> step.apply(context))
        .isInstanceOf(UserError.class)
        .hasMessage("there is a container dusty_web_1 that is not Dusty's");
  }

  @Test
  void aContainerWithoutSpecGoesAndTheLastOneTakesTheNetworkWithIt() throws IOException {
    Place place = new Place(folder, engine, NEW);
    step.apply(place.context(new Given().app(web()).app(shop())));
    FakeContext one = place.context(new Given().app(web()));
    assertThat(Place.changes(step, one)).contains("REMOVE shop: its spec is not active any more");
    step.apply(one);
    assertThat(engine.docker("ps", "-a", "--format", "{{.Names}}")).isEqualTo("dusty_web_1");

    step.apply(place.context(new Given()));
    assertThat(engine.docker("ps", "-aq")).isEmpty();
    assertThat(engine.docker("network", "ls", "--format", "{{.Name}}")).doesNotContain("dusty");
  }

  @ParameterizedTest
  @ValueSource(strings = {NEW, OLD})
  void stoppedContainersWhoseNetworkWasRemovedAreMadeAgain(String compose) throws IOException {
    FakeContext context = new Place(folder, engine, compose).context(new Given().app(web()));
    step.apply(context);
    step.stop(context, List.of());
    engine.docker("network", "rm", "dusty_default");
    assertThat(Place.changes(step, context))
        .containsExactly("RECREATE web: its network was removed");

    step.apply(context);
    assertThat(engine.docker("ps", "--format", "{{.Names}}")).isEqualTo("dusty_web_1");
    assertThat(step.plan(context)).isEmpty();
  }

  @Test
  void whoSharesANetworkStackIsReplacedWithItsOwner() throws IOException {
    Place place = new Place(folder, engine, NEW);
    step.apply(place.context(new Given().app(guest()).service("db", idle())));
    FakeContext changed = place.context(new Given().app(guest()).service("db", idle("sleep 999")));
    assertThat(Place.changes(step, changed))
        .containsExactly(
            "RECREATE db: command changed",
            "RECREATE guest: it shares what is db's, which is replaced");
    step.apply(changed);
    assertThat(step.plan(changed)).isEmpty();
    assertThat(engine.docker("inspect", "--format", "{{.HostConfig.NetworkMode}}", "dusty_guest_1"))
        .endsWith(engine.docker("inspect", "--format", "{{.Id}}", "dusty_db_1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {NEW, OLD})
  void whoSharesANetworkStackIsRestartedWithItsOwner(String compose) throws IOException {
    Place place = new Place(folder, engine, compose);
    FakeContext context = place.context(new Given().app(guest()).app(web()).service("db", idle()));
    step.apply(context);
    String web = ids("dusty_web_1");

    step.restart(context, List.of("db"));
    assertThat(networkOf("dusty_guest_1")).isEqualTo(networkOf("dusty_db_1"));

    step.restart(context, List.of("db", "guest"));
    assertThat(networkOf("dusty_guest_1")).isEqualTo(networkOf("dusty_db_1"));

    step.stop(context, List.of("db"));
    assertThat(Place.changes(step, context))
        .containsExactly(
            "UPDATE db: is not running", "UPDATE guest: it shares what is db's, which is started");
    step.apply(context);
    assertThat(networkOf("dusty_guest_1")).isEqualTo(networkOf("dusty_db_1"));
    assertThat(step.plan(context)).isEmpty();
    assertThat(ids("dusty_web_1")).isEqualTo(web);
  }

  private Path networkOf(String container) throws IOException {
    String process = engine.docker("inspect", "--format", "{{.State.Pid}}", container);
    return Files.readSymbolicLink(Path.of("/proc", process, "ns", "net"));
  }

  private static Given.App guest() {
    return Given.app("guest")
        .image(PrivateEngine.IMAGE)
        .always("exec sleep 1000")
        .compose("network_mode", "service:db", "stop_signal", "SIGKILL");
  }

  @Test
  void anUpdatedImageReplacesItsContainersUnlessTheyHaveToStay() throws IOException {
    engine.importImage("moving:local", "one");
    Place place = new Place(folder, engine, NEW);
    Given.App app = Given.app("web").image("moving:local").always("exec sleep 1000");
    FakeContext context = place.context(new Given().app(app));
    step.apply(context);
    assertThat(step.plan(context)).isEmpty();
    engine.importImage("moving:local", "two");
    assertThat(Place.changes(step, context)).containsExactly("RECREATE web: its image was updated");
    assertThat(step.plan(context.withoutRecreating())).isEmpty();
  }

  private String ids(String... names) throws IOException {
    StringBuilder ids = new StringBuilder();
    for (String name : names) {
      ids.append(engine.docker("inspect", "--format", "{{.Id}} {{.State.StartedAt}}", name));
    }
    return ids.toString();
  }

  private String hosts(String name) throws IOException {
    return engine.docker("exec", name, "cat", "/etc/hosts");
  }

  private static Given.App web() {
    return Given.idle("web");
  }

  private static Given.App shop() {
    return Given.idle("shop");
  }

  private static Value.Entries idle() {
    return idle("sleep 1000");
  }

  private static Value.Entries idle(String command) {
    return Given.map("image", PrivateEngine.IMAGE, "command", command, "stop_signal", "SIGKILL");
  }
}
