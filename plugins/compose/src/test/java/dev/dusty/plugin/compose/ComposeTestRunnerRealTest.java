package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.spec.Origin;
import dev.dusty.api.spec.Repo;
import dev.dusty.api.spec.Suite;
import dev.dusty.api.spec.TestSpec;
import dev.dusty.api.test.Tested;
import dev.dusty.api.value.Value;
import dev.dusty.testkit.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Suites in containers of a real engine. */
class ComposeTestRunnerRealTest {

  private static final String NEW = "docker compose";

  /** An image of a registry that is not reached. */
  private static final String FAR = "127.0.0.1:1/base:1";

  private final PrivateEngine engine = PrivateEngine.get();
  private final ComposeTestRunner runner = new ComposeTestRunner();
  private final List<String> lines = new ArrayList<>();

  @TempDir Path folder;

  @AfterEach
  void clear() throws IOException {
    engine.clear();
  }

  private Place place(String compose) {
    return new Place(folder, engine, compose);
  }

  /** Returns what a runner is given for an app with a repo, whose image is ours. */
  private FakeContext context(String compose, Given given, Given.App app, TestSpec test)
      throws IOException {
    Path copy = Files.createDirectories(folder.resolve("repos/localhost/org/web"));
    ActiveApp active = app.repo("/org/web", "/web").tests(test).active();
    return place(compose)
        .context(given)
        .with(new Tested.App(active))
        .withRepos(List.of(new RepoCopy(Repo.parse("/org/web"), copy, RepoCopy.Kind.MANAGED)))
        .withCommits(Map.of("localhost/org/web", "one"));
  }

  private static TestSpec test(String... once) {
    return testIn(PrivateEngine.IMAGE, once);
  }

  private static TestSpec testIn(String image, String... once) {
    return new TestSpec(Optional.of(new Origin.Image(image, false)), List.of(once), List.of());
  }

  private static Suite suite(
      String name, List<String> services, Value.Entries compose, String... command) {
    return new Suite(name, "", List.of(command), "", services, compose);
  }

  private static Suite suite(String name, String... command) {
    return suite(name, List.of(), Value.Entries.NONE, command);
  }

  private static Value.Entries listening(int port, String word) {
    return Given.map(
        "image",
        PrivateEngine.IMAGE,
        "command",
        Given.list("sh", "-c", "while :; do echo " + word + " | nc -l -p " + port + "; done"));
  }

  private int run(FakeContext context, Suite suite, String... arguments) throws IOException {
    String image = runner.image(context, false);
    return runner.run(context, image, suite, List.of(arguments), (line, error) -> lines.add(line));
  }

  private static String reaching(String host, int port) {
    return "until said=$(nc %s %d < /dev/null 2>/dev/null) && [ \"$said\" ]; do sleep 0.1; done; echo \"$said\""
        .formatted(host, port);
  }

  @ParameterizedTest
  @ValueSource(strings = {NEW, "docker-compose"})
  void servicesAreReachedOnLocalhostAndByTheirNamesAndKnowEachOther(String compose)
      throws IOException {
    Given given =
        new Given()
            .service("db", listening(5000, "data"))
            .service(
                "front",
                Given.map(
                    "image",
                    PrivateEngine.IMAGE,
                    "links",
                    Given.list("db:base"),
                    "depends_on",
                    Given.list("db"),
                    "hostname",
                    "face",
                    "ports",
                    Given.list("80:80"),
                    "command",
                    Given.list("sh", "-c", "while :; do nc base 5000 | nc -l -p 6000; done")));
    Suite suite =
        suite(
            "all",
            List.of("front", "db"),
            Value.Entries.NONE,
            reaching("localhost", 5000),
            reaching("db", 5000),
            reaching("face", 6000));
    assertThat(run(context(compose, given, Given.app("web"), test()), suite)).isZero();
    assertThat(lines).containsOnly("data").hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void aServiceStartsWithNothingOfWhatTheOneThatRunsHasKept() throws IOException {
    Path persist = Files.createDirectories(folder.resolve("persist/db"));
    Files.writeString(persist.resolve("precious"), "data");
    Given given =
        new Given()
            .service(
                "db",
                Given.map(
                    "image",
                    PrivateEngine.IMAGE,
                    "volumes",
                    Given.list("/persist/db:/data", "named:/named"),
                    "command",
                    Given.list("sh", "-c", "echo x > /data/mine; cat /data/* | nc -l -p 5000")));
    Suite suite = suite("clean", List.of("db"), Value.Entries.NONE, reaching("localhost", 5000));
    assertThat(run(context(NEW, given, Given.app("web"), test()), suite)).isZero();
    assertThat(lines).containsExactly("x");
    assertThat(persist).isDirectoryNotContaining("glob:**mine");
    assertThat(engine.docker("volume", "ls", "-q")).isEmpty();
  }

  @Test
  void aServiceThatEndedIsToldWhereTheSuiteFails() throws IOException {
    Given given =
        new Given()
            .service(
                "db",
                Given.map(
                    "image",
                    PrivateEngine.IMAGE,
                    "command",
                    Given.list("sh", "-c", "echo no disk; exit 7")));
    FakeContext context = context(NEW, given, Given.app("web"), test());
    Suite suite = suite("s", List.of("db"), Value.Entries.NONE, "sleep 1", "exit 2");
    assertThat(run(context, suite)).isEqualTo(2);
    assertThat(context.warnings())
        .containsExactly("the service db exited with code 7; its last lines:\n  no disk");
  }

  @Test
  void aServiceThatNeedsOneThatTheSuiteDoesNotNameIsRefused() {
    Given given =
        new Given()
            .service("db", listening(5000, "x"))
            .service("front", Given.map("image", PrivateEngine.IMAGE, "links", Given.list("db")));
    Suite suite = suite("s", List.of("front"), Value.Entries.NONE, "true");
    assertThatThrownBy(() -> run(context(NEW, given, Given.app("web"), test()), suite))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "services/front: its 'links' names 'db', which is no service of suite 's' of apps/web");
  }

  @Test
  void theRepoIsMountedWithWhatIsNotCommittedYet() throws IOException {
    FakeContext context =
        context(NEW, new Given(), Given.app("web"), test("cat /web/text > /made"));
    Path text = context.repos().getFirst().folder().resolve("text");
    Files.writeString(text, "first");
    String image = runner.image(context, false);
    Files.writeString(text, "second");
    assertThat(run(context, suite("s", "cat /made /web/text"))).isZero();
    assertThat(lines).containsExactly("firstsecond");
    assertThat(runner.image(context, false)).isEqualTo(image);
  }

  @Test
  void theImageHasOneLayerMoreThanItsBaseHoweverOftenItIsMade() throws IOException {
    engine.docker("tag", PrivateEngine.IMAGE, FAR);
    FakeContext context =
        context(NEW, new Given(), Given.app("web"), testIn(FAR, "mkdir -p /a", "echo b > /a/b"));
    String first = engine.docker("inspect", "--format", "{{.Id}}", used(context, false));
    String image = used(context, true);
    assertThat(engine.docker("images", "-q", "-a", "--no-trunc")).doesNotContain(first);
    assertThat(layers(image)).isEqualTo(layers(PrivateEngine.IMAGE) + 1);
    context.withCommits(Map.of("localhost/org/web", "two"));
    String other = used(context, false);
    assertThat(other).isNotEqualTo(image);
    assertThat(layers(other)).isEqualTo(layers(PrivateEngine.IMAGE) + 1);
    assertThat(engine.docker("images", "-q", "dusty-test/app/web").lines()).hasSize(1);
  }

  @Test
  void aBaseThatCannotBePulledAnewIsToldAndTheOneThatIsThereUsed() throws IOException {
    engine.docker("tag", PrivateEngine.IMAGE, FAR);
    FakeContext context = context(NEW, new Given(), Given.app("web"), testIn(FAR));
    assertThat(runner.image(context, true)).isEqualTo(FAR);
    assertThat(context.warnings())
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith(
            "the image '127.0.0.1:1/base:1' of apps/web could not be pulled anew, so the one that"
                + " is here is used:\n")
        .contains("refused");
  }

  @Test
  void theBaseOfADockerfileIsPulledAnewTooAndWithoutThatTheImageIsBuiltOnTheOneThatIsThere()
      throws IOException {
    engine.docker("tag", PrivateEngine.IMAGE, FAR);
    TestSpec test = new TestSpec(Optional.of(new Origin.Build(".")), List.of(), List.of());
    FakeContext context = context(NEW, new Given(), Given.app("web"), test);
    Files.writeString(
        context.repos().getFirst().folder().resolve("Dockerfile"), "FROM " + FAR + "\nENV A=b\n");
    assertThat(runner.image(context, true)).startsWith("dusty-test/app/web:base-");
    assertThat(context.warnings()).hasSize(1);
  }

  /** Returns the image after a suite ran in it. */
  private String used(FakeContext context, boolean anew) throws IOException {
    String image = runner.image(context, anew);
    runner.run(context, image, suite("s", "true"), List.of(), (line, error) -> {});
    return image;
  }

  @Test
  void anImageThatSomebodyWasGivenStaysThoughAnotherOneIsMade() throws IOException {
    FakeContext context = context(NEW, new Given(), Given.app("web"), test("true"));
    String first = runner.image(context, false);
    context.withCommits(Map.of("localhost/org/web", "two"));
    used(context, false);
    assertThat(runner.run(context, first, suite("s", "exit 3"), List.of(), (line, error) -> {}))
        .isEqualTo(3);
    used(context, false);
    assertThat(engine.docker("images", "-q", "dusty-test/app/web").lines()).hasSize(1);
  }

  @Test
  void aContainerThatCannotBeStartedIsToldAndLeavesNothing() throws IOException {
    FakeContext context = context(NEW, new Given(), Given.app("web"), test());
    Suite suite = suite("s", List.of(), Given.map("volumes", Given.list("/dev/null:/bin")), "true");
    assertThatThrownBy(() -> run(context, suite))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("a container for tests could not be started: ");
    assertThat(engine.docker("ps", "-aq")).isEmpty();
  }

  private int layers(String image) throws IOException {
    String layers = "{{range .RootFS.Layers}}{{println .}}{{end}}";
    return (int) engine.docker("inspect", "--format", layers, image).lines().count();
  }

  @Test
  void theImageIsMadeAnewForAnotherBaseOrOtherCommandsAndNotForAnotherSuite() throws IOException {
    engine.importImage("base:local", "one");
    TestSpec test =
        new TestSpec(
            Optional.of(new Origin.Image("base:local", false)), List.of("true"), List.of());
    String first = runner.image(context(NEW, new Given(), Given.app("web"), test), false);
    TestSpec moreSuites = new TestSpec(test.origin(), test.once(), List.of(suite("s", "true")));
    assertThat(runner.image(context(NEW, new Given(), Given.app("web"), moreSuites), false))
        .isEqualTo(first);
    TestSpec otherOnce = new TestSpec(test.origin(), List.of("true", ":"), List.of());
    String second = runner.image(context(NEW, new Given(), Given.app("web"), otherOnce), false);
    assertThat(second).isNotEqualTo(first);
    engine.importImage("base:local", "two");
    assertThat(runner.image(context(NEW, new Given(), Given.app("web"), otherOnce), false))
        .isNotEqualTo(second);
  }

  @Test
  void aCommandThatFailsLeavesNoImageAndNoContainer() throws IOException {
    FakeContext context =
        context(NEW, new Given(), Given.app("web"), test("echo trying", "exit 5"));
    assertThatThrownBy(() -> runner.image(context, false))
        .isInstanceOf(UserError.class)
        .hasMessage("a 'once' command of the tests of apps/web failed with exit code 5");
    assertThat(context.lines()).contains("trying");
    assertThat(engine.docker("ps", "-aq")).isEmpty();
    assertThat(engine.docker("images", "-q", "dusty-test/app/web")).isEmpty();
  }

  @Test
  void anImageIsBuiltFromTheRepoAndAgainForItsNextCommit() throws IOException {
    TestSpec test = new TestSpec(Optional.of(new Origin.Build(".")), List.of(), List.of());
    FakeContext context = context(NEW, new Given(), Given.app("web"), test);
    Path copy = context.repos().getFirst().folder();
    Files.writeString(
        copy.resolve("Dockerfile"), "FROM " + PrivateEngine.IMAGE + "\nCOPY text /text\n");
    Files.writeString(copy.resolve("text"), "one");
    run(context, suite("s", "cat /text"));
    Files.writeString(copy.resolve("text"), "two");
    run(context, suite("s", "cat /text"));
    context.withCommits(Map.of("localhost/org/web", "two"));
    run(context, suite("s", "cat /text"));
    assertThat(lines).containsExactly("one", "one", "two");
  }

  @Test
  void anImageThatIsNotThereAndCannotBePulledIsTold() {
    TestSpec test =
        new TestSpec(
            Optional.of(new Origin.Image("127.0.0.1:1/nowhere:1", false)), List.of(), List.of());
    assertThatThrownBy(() -> runner.image(context(NEW, new Given(), Given.app("web"), test), false))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "the image '127.0.0.1:1/nowhere:1' of apps/web could not be pulled:");
  }

  @Test
  void whatASuiteAsksOfComposeIsPassedOnButForWhatIsNotForItsContainer() throws IOException {
    Value.Entries compose =
        Given.map(
            "environment",
            Given.map("WORD", "of a suite"),
            "restart",
            "always",
            "tty",
            Given.plain("true"),
            "extra_hosts",
            Given.list("far:192.0.2.7"));
    Suite suite = suite("s", List.of(), compose, "echo $WORD", "cat /etc/hosts", "exit 4");
    assertThat(run(context(NEW, new Given(), Given.app("web"), test()), suite)).isEqualTo(4);
    assertThat(lines).startsWith("of a suite").contains("192.0.2.7\tfar");
  }

  @Test
  void whatAnotherProcessWasCutOffInIsSweptAway() throws IOException {
    FakeContext context = context(NEW, new Given(), Given.app("web"), test());
    runner.sweep(context);
    assertThat(context.lines()).isEmpty();
    StateFiles files = StateFiles.of(context);
    files.writeTest("dusty-test-web-s-1", "");
    files.writeTest("dusty-test-web-once-2", "");
    String label = Present.PROJECT + "=dusty-test-web-s-1";
    engine.docker("volume", "create", "--label", label, "left");
    engine.docker(
        "run", "-d", "--label", label, "-v", "left:/left", PrivateEngine.IMAGE, "sleep", "1000");
    engine.docker("create", "--name", "dusty-test-web-once-2", PrivateEngine.IMAGE, "true");
    engine.docker("create", "--name", "dusty-test-of-others", PrivateEngine.IMAGE, "true");
    new ComposeTestRunner().sweep(context);
    assertThat(engine.docker("ps", "-a", "--format", "{{.Names}}"))
        .isEqualTo("dusty-test-of-others");
    assertThat(engine.docker("volume", "ls", "-q")).isEmpty();
    assertThat(context.lines()).hasSize(2);
    assertThat(files.tests()).isEmpty();
  }
}
