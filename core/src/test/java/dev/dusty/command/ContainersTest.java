package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.run.Change;
import dev.dusty.api.run.Container;
import dev.dusty.api.run.ContainerStep;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.Undo;
import dev.dusty.config.Config;
import dev.dusty.protocol.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands about what is there, with steps that tell of containers and note what they are told. */
class ContainersTest {

  private static final String WITH_SCRIPTS =
      """
      image: busybox
      commands: {always: [a]}
      scripts:
        - {name: re set, description: Set it again, command: [a]}
        - {name: other, command: [b]}
      """;

  @TempDir Path home;
  @TempDir Path elsewhere;
  private final List<String> told = new ArrayList<>();
  private final Told share = new Told("share", Set.of());
  private final Told compose = new Told("compose", Set.of("share"));
  private Dusty dusty = TestDusty.nowhere();
  private TestCaller caller = TestCaller.of(TestDusty.NOBODY, Path.of("/"));

  /** A step with containers. */
  private final class Told implements ContainerStep {
    private final String name;
    private final Set<String> after;
    private List<Container> containers = List.of();

    Told(String name, Set<String> after) {
      this.name = name;
      this.after = after;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Set<String> after() {
      return after;
    }

    @Override
    public List<Change> plan(RunContext context) {
      return List.of();
    }

    @Override
    public Undo apply(RunContext context) {
      return Undo.NOTHING;
    }

    @Override
    public void undo(MachineContext context, Undo undo) {}

    @Override
    public List<Container> containers(MachineContext context) {
      return containers;
    }

    @Override
    public void stop(MachineContext context, List<String> names) {
      told.add(name + " stop " + names);
    }

    @Override
    public void remove(MachineContext context, List<String> names) {
      told.add(name + " remove " + names);
    }

    @Override
    public void restart(RunContext context, List<String> names) {
      List<Path> folders = context.repos().stream().map(RepoCopy::folder).toList();
      told.add(name + " restart " + names + " with " + folders);
    }

    @Override
    public List<dev.dusty.api.run.Status> status(RunContext context) {
      return containers.stream()
          .map(c -> new dev.dusty.api.run.Status(c.name(), "app", "running", "healthy", "http://a"))
          .toList();
    }
  }

  @BeforeEach
  void setUp() throws IOException {
    compose.containers =
        List.of(
            new Container("web", "dusty_web_1", true),
            new Container("mongo_cluster", "dusty_mongo_cluster_1", true),
            new Container("mongo", "dusty_mongo_1", false));
    dusty = TestDusty.in(home, List.of(), compose, share);
    caller = TestCaller.of(TestDusty.self(dusty), elsewhere);
    String web = "image: busybox\nrepo: github.com/org/web\nmount: /web\ncommands: {always: [a]}\n";
    String url =
        GitSpecs.in(elsewhere.resolve("specs"))
            .with("apps/web.yml", web)
            .with("apps/idle.yml", web.replace("org/web", "org/idle"))
            .url();
    dusty
        .configFile()
        .write(
            Config.NONE
                .with(Config.USERNAME, caller.user().name())
                .with(Config.SPECS_REPO, url)
                .withBundles(List.of("all"))
                .withOverrides(Map.of("github.com/org/web", "/own/web")));
    new Setup(
            dusty,
            caller,
            new Setup.Options(Optional.empty(), Optional.empty(), Optional.empty(), true))
        .run();
    caller.out();
    caller.err();
  }

  private static void assertRefused(ThrowingCallable command, String problem, String remedy) {
    assertThatThrownBy(command)
        .isInstanceOf(UserError.class)
        .hasMessage(problem)
        .extracting(e -> ((UserError) e).remedy())
        .isEqualTo(remedy);
  }

  @Test
  void allAreStoppedByTheLastStepFirst() throws IOException {
    assertThat(new Stop(dusty, caller, false).run(List.of())).isZero();
    assertThat(told).containsExactly("compose stop []", "share stop []");
  }

  @Test
  void thoseThatAreNamedAreRemovedEachOnce() throws IOException {
    new Stop(dusty, caller, true).run(List.of("mongo_cluster", "web", "mongo_cluster"));
    assertThat(told)
        .containsExactly(
            "compose remove [mongo_cluster, web]", "share remove [mongo_cluster, web]");
  }

  @Test
  void aNameThatIsNoneStopsNothing() {
    assertRefused(
        () -> new Stop(dusty, caller, false).run(List.of("web", "mong")),
        "there is no container 'mong'; did you mean 'mongo'?",
        "containers: mongo, mongo_cluster, web");
    assertThat(told).isEmpty();
  }

  @Test
  void whereNoneIsThereNothingIsToBeStopped() throws IOException {
    compose.containers = List.of();
    assertThat(new Stop(dusty, caller, false).run(List.of())).isZero();
    assertThat(caller.out()).isEqualTo("Nothing to do: no container is there.\n");
    assertThat(told).isEmpty();
  }

  @Test
  void containersAreRestartedWithTheCopiesThatAreChosenNow() throws IOException {
    new Restart(dusty, caller).run(List.of(), List.of("web"));
    assertThat(told)
        .containsExactly(
            "share restart [web] with [/own/web]", "compose restart [web] with [/own/web]");
  }

  @Test
  void thoseThatUseARepoAreRestarted() throws IOException {
    new Restart(dusty, caller).run(List.of("web"), List.of());
    assertThat(told).first().isEqualTo("share restart [web] with [/own/web]");
  }

  @Test
  void aRepoThatNoActiveAppUsesRestartsNothing() {
    assertRefused(
        () -> new Restart(dusty, caller).run(List.of("idle"), List.of()),
        "no active app uses idle",
        "see 'dusty repos list'; nothing was restarted");
    assertThat(told).isEmpty();
  }

  @Test
  void whereNoneIsThereNothingCanBeRestarted() {
    compose.containers = List.of();
    assertRefused(
        () -> new Restart(dusty, caller).run(List.of(), List.of()),
        "no container is there",
        "bring some up: dusty up");
    assertThat(told).isEmpty();
  }

  @Test
  void theStateIsWhatTheStepsSay() throws IOException {
    assertThat(new Status(dusty, caller).run(false)).isZero();
    assertThat(caller.out().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "NAME TYPE STATE HEALTH ADDRESS",
            "web app running healthy http://a",
            "mongo_cluster app running healthy http://a",
            "mongo app running healthy http://a");
  }

  @Test
  void logsGoOnInTheClientByTheNameThatDockerKnows() throws IOException {
    assertThat(new InContainer(dusty, caller).logs("mongo", List.of("-f"))).isZero();
    assertThat(caller.goesOnWith()).containsExactly("docker", "logs", "-f", "dusty_mongo_1");
  }

  @Test
  void aShellIsOpenedInWhatRuns() throws IOException {
    new InContainer(dusty, caller).shell("web");
    assertThat(caller.goesOnWith()).startsWith("docker", "exec", "-i", "dusty_web_1", "sh", "-c");
    assertRefused(
        () -> new InContainer(dusty, caller).shell("mongo"),
        "container 'mongo' does not run",
        "see 'dusty logs mongo' for why, and start it: dusty restart mongo");
  }

  @Test
  void aScriptRunsInItsAppsContainerWithItsArgumentsAsTheyAre() throws IOException {
    GitSpecs.at(elsewhere.resolve("specs")).with("apps/web.yml", WITH_SCRIPTS);
    new Repos(dusty, caller).update();
    assertThat(new InContainer(dusty, caller).script("web", "re set", List.of("-x", "a b", "")))
        .isZero();
    assertThat(caller.goesOnWith())
        .containsExactly(
            "docker",
            "exec",
            "-i",
            "dusty_web_1",
            "sh",
            "/command_files/dusty_command_file_web_script_re%20set.sh",
            "-x",
            "a b",
            "");
  }

  @Test
  void aScriptGetsTheTerminalThatThereIs() throws IOException {
    GitSpecs.at(elsewhere.resolve("specs")).with("apps/web.yml", WITH_SCRIPTS);
    new Repos(dusty, caller).update();
    TestCaller there = new TestCaller(caller.user(), elsewhere, new Terminal(true, true, true, 80));
    new InContainer(dusty, there).script("web", "other", List.of());
    assertThat(there.goesOnWith()).startsWith("docker", "exec", "-i", "-t", "dusty_web_1");
  }

  @Test
  void scriptsAreShownWithoutAnyContainer() throws IOException {
    GitSpecs.at(elsewhere.resolve("specs")).with("apps/web.yml", WITH_SCRIPTS);
    new Repos(dusty, caller).update();
    caller.out();
    compose.containers = List.of();
    assertThat(new Scripts(dusty, caller).list("web", false)).isZero();
    assertThat(caller.out()).isEqualTo("NAME    DESCRIPTION\nre set  Set it again\nother\n");
    assertThat(new Scripts(dusty, caller).list("idle", false)).isZero();
    assertThat(caller.out()).isEqualTo("apps/idle has no scripts.\n");
    assertThat(new Scripts(dusty, caller).list("idle", true)).isZero();
    assertThat(caller.out()).isEqualTo("[ ]\n");
  }

  @Test
  void aScriptOrAppThatIsNoneIsToldWithTheOneThatIsMeant() throws IOException {
    GitSpecs.at(elsewhere.resolve("specs")).with("apps/web.yml", WITH_SCRIPTS);
    new Repos(dusty, caller).update();
    assertRefused(
        () -> new InContainer(dusty, caller).script("web", "othe", List.of()),
        "apps/web has no script 'othe'; did you mean 'other'?",
        "scripts: re set, other");
    assertRefused(
        () -> new InContainer(dusty, caller).script("wep", "other", List.of()),
        "there is no app 'wep'; did you mean 'web'?",
        "apps: idle, web");
  }
}
