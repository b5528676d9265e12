package dev.dusty.testkit;

import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.Commands;
import dev.dusty.api.spec.ContainerPath;
import dev.dusty.api.spec.Depends;
import dev.dusty.api.spec.Origin;
import dev.dusty.api.spec.Repo;
import dev.dusty.api.spec.Source;
import dev.dusty.api.spec.Suite;
import dev.dusty.api.spec.TestSpec;
import dev.dusty.api.test.TestRunner;
import dev.dusty.api.test.Tested;
import dev.dusty.api.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every test runner promises. A plugin's test extends it and says how to make the runner,
 * where containers run, and how to look at what a run may leave.
 *
 * @since 1.0
 */
public abstract class TestRunnerContract {

  /** Leaves another text each time it is run. */
  private static final String ONCE = "cat /proc/sys/kernel/random/uuid > /made";

  private static final String ARGUMENTS = "printf '<%s>\\n' arguments";
  private static final List<String> ODD =
      List.of("two words", "", "$HOME", "*", "it's", "\"", "-v", "--", "a\nb", "ü");

  @TempDir Path folder;
  private FakeContext context = new FakeContext(Path.of(System.getProperty("java.io.tmpdir", "")));

  /** Returns a new runner. */
  protected abstract TestRunner runner();

  /**
   * Returns a machine with its processes, where containers can run.
   *
   * @param empty a folder of the test's own
   */
  protected abstract FakeContext situation(Path empty) throws IOException;

  /** Returns an image that is there, with a POSIX shell, {@code cat} and {@code sleep}. */
  protected abstract String image();

  /**
   * Returns all that a run may leave, as a value with {@code equals}: containers, volumes, files.
   */
  protected abstract Object remains(FakeContext situation) throws IOException;

  /** Makes the situation, in which an app has suites. */
  @BeforeEach
  void makeTheSituation() throws IOException {
    context = situation(folder);
    RepoCopy copy =
        new RepoCopy(
            Repo.parse("/org/contract"),
            Files.createDirectories(folder.resolve("contract")),
            RepoCopy.Kind.MANAGED);
    AppSpec app =
        new AppSpec(
            "contract",
            Optional.of(new Source(copy.repo(), new ContainerPath("/contract"))),
            new Origin.Image(image(), false),
            Depends.NOTHING,
            Depends.NOTHING,
            List.of(),
            new Commands(List.of(), List.of()),
            List.of(),
            List.of(),
            Value.Entries.NONE,
            new TestSpec(
                Optional.of(new Origin.Image(image(), false)),
                List.of(ONCE),
                List.of(suite("made", "cat /made"))));
    ActiveApp active = new ActiveApp(app, List.of(), List.of());
    CompileInput empty = FakeContext.empty(context.machine().site(context));
    context
        .with(
            new CompileInput(
                new ActiveSpecs(List.of(), List.of(active), List.of(), List.of(), List.of()),
                empty.ports(),
                empty.site(),
                context.settings(),
                empty.owner(),
                Map.of(),
                empty.targets()))
        .with(new Tested.App(active))
        .withRepos(List.of(copy))
        .withCommits(Map.of(copy.repo().path(), "one"));
  }

  private static Suite suite(String name, String... command) {
    return new Suite(name, "", List.of(command), "", List.of(), Value.Entries.NONE);
  }

  /** What a suite did. */
  private record Ran(int exitCode, List<String> out, List<String> err) {}

  private Ran run(TestRunner runner, Suite suite, List<String> arguments) throws IOException {
    List<String> out = Collections.synchronizedList(new ArrayList<>());
    List<String> err = Collections.synchronizedList(new ArrayList<>());
    String image = runner.image(context, false);
    int code =
        runner.run(
            context, image, suite, arguments, (line, error) -> (error ? err : out).add(line));
    return new Ran(code, List.copyOf(out), List.copyOf(err));
  }

  private Ran run(Suite suite, String... arguments) throws IOException {
    return run(runner(), suite, List.of(arguments));
  }

  /** It is the exit code of {@code dusty test}. */
  @Test
  void theSuitesExitCodeIsReturned() throws IOException {
    same(3, run(suite("three", "exit 3")).exitCode(), "the exit code");
    same(0, run(suite("none", "true")).exitCode(), "the exit code");
  }

  /** Whoever pipes the output of tests somewhere counts on it. */
  @Test
  void bothOutputsComeAsTheyWereWritten() throws IOException {
    Ran ran = run(suite("talks", "echo one", "echo two >&2", "printf three"));
    same(List.of("one", "three"), ran.out(), "standard output");
    same(List.of("two"), ran.err(), "standard error");
  }

  /** A name of a test may have any characters. */
  @Test
  void argumentsArriveExactly() throws IOException {
    Ran ran = run(runner(), suite("arguments", ARGUMENTS), ODD);
    String expected = "<arguments>\n<" + String.join(">\n<", ODD) + ">";
    same(expected, String.join("\n", ran.out()), "the arguments");
  }

  /** Making it is what takes the time. */
  @Test
  void theImageIsMadeOnce() throws IOException {
    Ran first = run(suite("made", "cat /made"));
    same(first, run(suite("made", "cat /made")), "what was made once");
  }

  /** What a repo asks to be installed may be something else with its next commit. */
  @Test
  void theImageIsMadeAnewForAnotherCommitOrWhereOneAsksForIt() throws IOException {
    TestRunner runner = runner();
    Ran first = run(runner, suite("made", "cat /made"), List.of());
    context.withCommits(Map.of("localhost/org/contract", "two"));
    Ran second = run(runner, suite("made", "cat /made"), List.of());
    Contract.check(!first.equals(second), "the image is still that of another commit");
    runner.image(context, true);
    Ran third = run(runner, suite("made", "cat /made"), List.of());
    Contract.check(!second.equals(third), "the image was not made anew");
  }

  /** However a run ends. */
  @Test
  void nothingOfARunIsLeft() throws IOException {
    TestRunner runner = runner();
    String image = runner.image(context, false);
    Object before = remains(context);
    runner.run(context, image, suite("well", "true"), List.of(), (line, error) -> {});
    same(before, remains(context), "what is left of a suite that passed");
    runner.run(context, image, suite("badly", "exit 1"), List.of(), (line, error) -> {});
    same(before, remains(context), "what is left of a suite that failed");
    try {
      runner.run(
          context,
          image,
          suite("long", "echo begun", "sleep 600"),
          List.of(),
          (line, error) -> context.cancel());
      throw new AssertionError("a suite that was cancelled returned");
    } catch (CancellationException e) {
      same(before, remains(context), "what is left of a suite that was cancelled");
    }
  }

  private static void same(Object expected, Object found, String what) {
    Contract.check(expected.equals(found), "%s:%n%s%nnot%n%s".formatted(what, found, expected));
  }
}
