package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.spec.Suite;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.test.TestRunner;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.repos.LocalChanges;
import dev.dusty.run.RunInput;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import dev.dusty.spec.Specs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code dusty test}: runs the suites of an app or a lib.
 *
 * <p>What is shared with other commands, the copies of repos and which of them containers see, is
 * brought up to date in the queue of commands that change things. An image is made by one command
 * at a time that wants the same. Suites run whenever they are asked for: nothing that a run makes
 * is another one's.
 */
public final class TestSuites {

  private final Dusty dusty;
  private final Caller caller;
  private final Options options;

  /**
   * How to do it.
   *
   * @param recreate whether the image is made anew in any case
   * @param pull whether repos are brought up to date first
   * @param json whether to answer in JSON; what suites write then goes to standard error
   */
  public record Options(boolean recreate, boolean pull, boolean json) {}

  /** Creates the command. */
  public TestSuites(Dusty dusty, Caller caller, Options options) {
    this.dusty = dusty;
    this.caller = caller;
    this.options = options;
  }

  /** What was found out in the queue. */
  private record Prepared(Work work, Subject subject, RunInput run) {}

  /**
   * Shows which suites there are, and returns the exit code.
   *
   * @param name an app or a lib
   */
  public int list(String name) throws IOException {
    Subject subject = Subject.named(Work.of(dusty, caller).specs(), name);
    List<Suite> suites = subject.tested().test().suites();
    Console console = caller.console();
    if (options.json()) {
      console.json(suites.stream().map(TestSuites::fields).toList());
    } else if (suites.isEmpty()) {
      console.out().println(subject.tested().place() + " has no test suites.");
    } else {
      Table table = new Table("NAME", "SERVICES", "DEFAULT ARGS", "DESCRIPTION");
      suites.forEach(
          suite ->
              table.row(
                  suite.name(),
                  String.join(", ", suite.services()),
                  TerminalText.oneLine(suite.defaultArgs()),
                  TerminalText.oneLine(suite.description())));
      table.print(console);
    }
    return ExitCode.DONE;
  }

  /**
   * Runs one suite, or all, and returns the exit code: the suite's, or that of the worst.
   *
   * @param name an app or a lib
   * @param suite a suite's name, or {@code all}
   * @param arguments what a suite's last command is given, exactly; none for its default ones
   */
  public int run(String name, String suite, List<String> arguments) throws IOException {
    Optional<Prepared> ready =
        dusty
            .queue()
            .run(caller, "test " + name, () -> prepare(Work.of(dusty, caller), name, suite));
    if (ready.isEmpty()) {
      return ExitCode.DONE;
    }
    Prepared prepared = ready.get();
    LoadedStep<TestRunner> runner = TestRunners.one(prepared.work());
    List<Suite> suites = prepared.subject().suites(suite);
    if (!Subject.isAll(suite)) {
      String image = image(prepared, runner, options.recreate());
      return one(prepared, runner, image, suites.getFirst(), arguments);
    }
    List<SuiteResult> results = new ArrayList<>();
    for (Suite each : suites) {
      // Asked for again each time: another command may have made a new one meanwhile.
      String image = image(prepared, runner, options.recreate() && results.isEmpty());
      output(false).println("==> " + each.name() + " <==");
      long start = System.nanoTime();
      Optional<Integer> code = tried(() -> one(prepared, runner, image, each, arguments));
      results.add(new SuiteResult(each.name(), code, Duration.ofNanos(System.nanoTime() - start)));
    }
    return SuiteResult.show(results, options.json(), caller.console());
  }

  /** Empty where the caller logs in to a registry first. */
  private Optional<Prepared> prepare(Work work, String name, String suite) throws IOException {
    try (Progress progress = Progress.of(caller.console())) {
      if (options.pull()) {
        work.pull(List.of(work.specsRepo()), LocalChanges.KEEP_AND_WARN, progress);
      }
      Specs specs = work.specs();
      Subject subject = Subject.named(specs, name);
      List<Suite> suites = subject.suites(suite);
      if (options.pull()) {
        work.pull(Copies.repos(subject.needs()), LocalChanges.KEEP_AND_WARN, progress);
      }
      Surroundings surroundings = work.surroundings(progress);
      LoadedStep<Machine> machine = surroundings.machine();
      StepCall.order(machine, () -> machine.step().start(surroundings.ofMachine()));
      if (!Logins.ofTests(work, surroundings, subject, suites).areThere(progress)) {
        return Optional.empty();
      }
      TestRunners.sweep(work, surroundings);
      Site site = StepCall.of(machine, () -> machine.step().site(surroundings.ofMachine()));
      RunInput run = Compilation.ofTests(work, subject.needs(), site);
      check(run.repos());
      for (LoadedStep<RunStep> loaded : work.runner().steps()) {
        StepCall.order(
            loaded, () -> loaded.step().share(surroundings.looking(loaded.step().name(), run)));
      }
      return Optional.of(new Prepared(work, subject, run));
    }
  }

  private static void check(List<RepoCopy> copies) {
    for (RepoCopy copy : copies) {
      if (copy.kind() == RepoCopy.Kind.MANAGED && !Files.isDirectory(copy.folder())) {
        throw new UserError(
            "repo-missing",
            "there is no copy of the repo '%s' yet".formatted(copy.repo()),
            "leave out --no-pull, which gets it");
      }
    }
  }

  private String image(Prepared prepared, LoadedStep<TestRunner> runner, boolean anew)
      throws IOException {
    String place = prepared.subject().tested().place();
    return dusty
        .queue()
        .of("test image of " + place)
        .run(
            caller,
            "test " + prepared.subject().tested().name(),
            () -> {
              try (Progress progress = Progress.of(caller.console());
                  SuiteContext context = context(prepared, runner, progress)) {
                return StepCall.of(runner, () -> runner.step().image(context, anew));
              }
            });
  }

  private int one(
      Prepared prepared,
      LoadedStep<TestRunner> runner,
      String image,
      Suite suite,
      List<String> arguments)
      throws IOException {
    try (Progress progress = Progress.of(caller.console());
        SuiteContext context = context(prepared, runner, progress)) {
      ProcessRunner.Listener output =
          (line, error) -> {
            progress.finish();
            output(error).println(line);
          };
      return StepCall.of(runner, () -> runner.step().run(context, image, suite, arguments, output));
    }
  }

  private PrintWriter output(boolean error) {
    return error || options.json() ? caller.console().err() : caller.console().out();
  }

  private static SuiteContext context(
      Prepared prepared, LoadedStep<TestRunner> runner, Progress progress) {
    return new SuiteContext(
        prepared.work().surroundings(progress).of(runner.step().name()),
        prepared.subject().tested(),
        prepared.run(),
        prepared.work());
  }

  /** A suite that cannot be run keeps no other from being run. */
  private Optional<Integer> tried(StepCall.Question<Integer> suite) throws IOException {
    try {
      return Optional.of(suite.ask());
    } catch (UserError e) {
      caller.console().error(e.problem(), e.remedy());
      return Optional.empty();
    }
  }

  private static Map<String, Object> fields(Suite suite) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", suite.name());
    fields.put("description", suite.description());
    fields.put("services", suite.services());
    fields.put("defaultArgs", suite.defaultArgs());
    return fields;
  }
}
