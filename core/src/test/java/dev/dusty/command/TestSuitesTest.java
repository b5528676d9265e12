package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.run.Change;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.run.Undo;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.api.spec.Suite;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.test.TestContext;
import dev.dusty.api.test.TestRunner;
import dev.dusty.config.Config;
import dev.dusty.protocol.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dusty test} with real specs in git, and a runner that notes what it is told. */
class TestSuitesTest {

  private static final String WEB =
      """
      image: busybox
      repo: github.com/org/web
      mount: /web
      depends: {libs: [kit]}
      commands: {always: [a]}
      test:
        image: busybox
        suites:
          - {name: unit, description: Each by itself, command: [a], default_args: x y}
          - {name: page, command: [a], services: [db]}
          - {name: broken, command: [a]}
      """;

  private static final String KIT =
      """
      repo: github.com/org/kit
      mount: /kit
      test:
        image: busybox
        suites: [{name: unit, command: [a]}]
      """;

  @TempDir Path home;
  @TempDir Path elsewhere;
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final Runner runner = new Runner();
  private Dusty dusty = TestDusty.nowhere();
  private TestCaller caller = TestCaller.of(TestDusty.NOBODY, Path.of("/"));

  @BeforeEach
  void setUp() throws IOException {
    dusty = TestDusty.with(TestDusty.in(home, List.of(), new Share()), runner);
    caller = TestCaller.of(TestDusty.self(dusty), home);
    String url =
        GitSpecs.in(elsewhere.resolve("specs"))
            .with("apps/web.yml", WEB)
            .with("libs/kit.yml", KIT)
            .url();
    Path web = Files.createDirectories(elsewhere.resolve("web"));
    Path kit = Files.createDirectories(elsewhere.resolve("kit"));
    dusty
        .configFile()
        .write(
            Config.NONE
                .with(Config.USERNAME, caller.user().name())
                .with(Config.SPECS_REPO, url)
                .withOverrides(
                    Map.of(
                        "github.com/org/web",
                        web.toString(),
                        "github.com/org/kit",
                        kit.toString())));
    new Repos(dusty, caller).update();
    caller.err();
  }

  /** A step that shows repos to containers. */
  private final class Share implements RunStep {
    @Override
    public String name() {
      return "share";
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
    public void share(RunContext context) {
      told.add("share " + context.repos().stream().map(copy -> copy.repo().path()).toList());
    }
  }

  /** A runner without containers. */
  private final class Runner implements TestRunner {
    private CountDownLatch inSuite = new CountDownLatch(0);

    @Override
    public String name() {
      return "runner";
    }

    @Override
    public String image(TestContext context, boolean anew) {
      List<String> libs = context.tested().libs().stream().map(LibSpec::name).toList();
      told.add("image of " + context.tested().place() + " with " + libs + (anew ? " anew" : ""));
      return "image";
    }

    @Override
    public int run(
        TestContext context,
        String image,
        Suite suite,
        List<String> arguments,
        ProcessRunner.Listener output) {
      List<String> services =
          context.input().specs().services().stream().map(ServiceSpec::name).toList();
      told.add(image + " " + suite.name() + " " + arguments + " beside " + services);
      output.line("out of " + suite.name(), false);
      output.line("err of " + suite.name(), true);
      inSuite.countDown();
      return switch (suite.name()) {
        case "broken" -> throw new UserError("broken", "the suite cannot be run", "mend it");
        case "page" -> 7;
        default -> 0;
      };
    }

    @Override
    public void sweep(MachineContext context) {
      told.add("sweep");
    }
  }

  private TestSuites test(boolean recreate, boolean json) {
    return new TestSuites(dusty, caller, new TestSuites.Options(recreate, false, json));
  }

  private static void assertRefused(ThrowingCallable command, String problem, String remedy) {
    assertThatThrownBy(command)
        .isInstanceOf(UserError.class)
        .hasMessage(problem)
        .extracting(e -> ((UserError) e).remedy())
        .isEqualTo(remedy);
  }

  @Test
  void withoutASuiteItShowsWhichThereAreAndAsksNobody() throws IOException {
    assertThat(test(false, false).list("web")).isZero();
    assertThat(caller.out())
        .isEqualTo(
            """
            NAME    SERVICES  DEFAULT ARGS  DESCRIPTION
            unit              x y           Each by itself
            page    db
            broken
            """);
    assertThat(told).isEmpty();
  }

  @Test
  void theTableIsThereForProgramsToo() throws IOException {
    assertThat(test(false, true).list("kit")).isZero();
    assertThat(caller.out())
        .isEqualTo(
            """
            [ {
              "name" : "unit",
              "description" : "",
              "services" : [ ],
              "defaultArgs" : ""
            } ]
            """);
  }

  @Test
  void aSuiteRunsInTheAppsImageWithItsArgumentsAndItsReposShown() throws IOException {
    assertThat(test(false, false).run("web", "unit", List.of("-v", ""))).isZero();
    assertThat(told)
        .containsExactly(
            "sweep",
            "share [github.com/org/kit, github.com/org/web]",
            "image of apps/web with [kit]",
            "image unit [-v, ] beside [db]");
    assertThat(caller.out()).isEqualTo("out of unit\n");
    assertThat(caller.err()).isEqualTo("err of unit\n");
  }

  private static final String LOCKED =
      """
      image: busybox
      image_requires_login: true
      commands: {always: [a]}
      test:
        image: localhost:5000/tests
        image_requires_login: true
        suites:
          - {name: alone, command: [a]}
          - {name: beside, command: [a], services: [db]}
      """;

  private void locked() throws IOException {
    GitSpecs.at(elsewhere.resolve("specs"))
        .with("apps/locked.yml", LOCKED)
        .with("services/db.yml", "image: org/db\nimage_requires_login: true\n");
    new Repos(dusty, caller).update();
    caller.err();
  }

  @Test
  void aLoginThatTheTestImageNeedsAndThatIsMissingIsRefusedBeforeAnyImageIsMade()
      throws IOException {
    locked();
    assertRefused(
        () -> test(false, false).run("locked", "alone", List.of()),
        caller.user().name() + " is not logged in to localhost:5000 (for the tests of apps/locked)",
        "log in: 'docker login localhost:5000'");
    assertThat(told).isEmpty();
  }

  @Test
  void theServicesOfASuiteNeedTheirLoginsToo() throws IOException {
    locked();
    assertRefused(
        () -> test(false, false).run("locked", "beside", List.of()),
        caller.user().name()
            + " is not logged in to Docker Hub (for db); localhost:5000 (for the tests of apps/locked)",
        "log in: 'docker login' and 'docker login localhost:5000'");
  }

  @Test
  void aLoginThatIsMissingIsAskedForInATerminalAndThenTheTestBeginsAgain() throws IOException {
    locked();
    caller = new TestCaller(caller.user(), home, new Terminal(true, true, true, 80));
    assertThat(test(false, false).run("locked", "alone", List.of())).isZero();
    assertThat(caller.goesOnWith()).containsExactly("docker", "login", "localhost:5000");
    assertThat(caller.comesBack()).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void theExitCodeIsTheSuites() throws IOException {
    assertThat(test(true, false).run("web", "page", List.of())).isEqualTo(7);
    assertThat(told).contains("image of apps/web with [kit] anew");
  }

  @Test
  void aLibHasSuitesTooWithoutAnyBundle() throws IOException {
    assertThat(test(false, false).run("lib:kit", "unit", List.of())).isZero();
    assertThat(told).contains("image of libs/kit with []", "share [github.com/org/kit]");
  }

  @Test
  void allAreRunWhateverBecomesOfOneAndTheWorstCounts() throws IOException {
    assertThat(test(true, false).run("web", "all", List.of("a"))).isEqualTo(7);
    assertThat(caller.out().replaceAll("\\d+\\.\\d{3} s", "TIME"))
        .isEqualTo(
            """
            ==> unit <==
            out of unit
            ==> page <==
            out of page
            ==> broken <==
            out of broken

            SUITE   RESULT      TIME
            unit    passed      TIME
            page    failed (7)  TIME
            broken  error       TIME
            3 suites, 2 failed, TIME
            """);
    assertThat(caller.err()).contains("dusty: the suite cannot be run\nmend it\n");
    assertThat(told).filteredOn(line -> line.endsWith("anew")).hasSize(1);
  }

  @Test
  void forProgramsStandardOutputHasTheResultsAlone() throws IOException {
    assertThat(test(false, true).run("kit", "all", List.of())).isZero();
    assertThat(caller.out().replaceAll("\\d+\\.\\d+", "TIME"))
        .isEqualTo(
            """
            [ {
              "suite" : "unit",
              "result" : "passed",
              "exitCode" : 0,
              "seconds" : TIME
            } ]
            """);
    assertThat(caller.err()).isEqualTo("==> unit <==\nout of unit\nerr of unit\n");
  }

  @Test
  void aNameThatIsNoneIsToldBeforeAnythingIsDone() {
    assertRefused(
        () -> test(false, false).run("wep", "unit", List.of()),
        "there is no app or lib 'wep'; did you mean 'web'?",
        "apps and libs: common, kit, web");
    assertRefused(
        () -> test(false, false).run("db", "unit", List.of()),
        "'db' is a service, which has no tests",
        "name an app or a lib");
    assertRefused(
        () -> test(false, false).run("web", "unite", List.of()),
        "apps/web has no test suite 'unite'; did you mean 'unit'?",
        "suites: unit, page, broken; or all");
    assertThat(told).isEmpty();
  }

  @Test
  void aRepoThatIsNotThereIsToldWithHowToGetIt() throws IOException {
    dusty.configFile().write(dusty.configFile().read().withOverrides(Map.of()));
    assertRefused(
        () -> test(false, false).run("kit", "unit", List.of()),
        "there is no copy of the repo 'github.com/org/kit' yet",
        "leave out --no-pull, which gets it");
  }

  @Test
  void aSuiteThatRunsKeepsNoOtherCommandWaiting() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    runner.inSuite = running;
    CountDownLatch other = new CountDownLatch(1);
    Thread command =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    running.await();
                    TestCaller somebody = TestCaller.of(caller.user(), home);
                    dusty.queue().run(somebody, "up", () -> 0);
                    other.countDown();
                  } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    test(false, false).run("web", "unit", List.of());
    assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
    command.join();
  }

  @Test
  void withoutARunnerItIsSaidWhatIsMissing() throws IOException {
    dusty = TestDusty.in(home);
    assertRefused(
        () -> test(false, false).run("web", "unit", List.of()),
        "no plugin runs tests",
        "see 'dusty plugins list', and put Dusty's plugin jars back");
  }

  @Test
  void theDaemonSweepsAtItsStart() {
    assertThat(new Recovery(dusty).sweep()).isEmpty();
    assertThat(told).containsExactly("sweep");
  }
}
