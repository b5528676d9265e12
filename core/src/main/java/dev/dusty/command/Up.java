package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.Change;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.plugin.PluginReport;
import dev.dusty.repos.LocalChanges;
import dev.dusty.run.Outcome;
import dev.dusty.run.PlannedStep;
import dev.dusty.run.Runner;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import dev.dusty.spec.Specs;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** {@code dusty up}: makes what runs the same as what the specs say. */
public final class Up {

  private static final long LITTLE_SPACE = 1L << 30;

  private final Dusty dusty;
  private final Caller caller;
  private final Options options;

  /**
   * How to do it.
   *
   * @param recreate whether containers whose definition changed are replaced
   * @param pull whether repos are brought up to date first
   * @param dryRun whether only to say what would change
   * @param exitCode whether a dry run that finds changes ends with {@link ExitCode#CHANGES}
   */
  public record Options(boolean recreate, boolean pull, boolean dryRun, boolean exitCode) {}

  /** Creates the command. */
  public Up(Dusty dusty, Caller caller, Options options) {
    this.dusty = dusty;
    this.caller = caller;
    this.options = options;
  }

  /** Runs the command and returns its exit code. */
  public int run() throws IOException {
    Work work = Work.of(dusty, caller);
    if (options.dryRun()) {
      return dryRun(work);
    }
    return dusty
        .queue()
        .run(
            caller,
            "up",
            () -> {
              // Read again: whoever was before us may have changed it.
              Work now = Work.of(dusty, caller);
              try (Progress progress = Progress.of(caller.console())) {
                return up(now, progress);
              }
            });
  }

  private int dryRun(Work work) throws IOException {
    try (Progress progress = Progress.of(caller.console())) {
      Surroundings surroundings = work.surroundings(progress);
      Specs specs = work.specs();
      ActiveSpecs active = work.active(specs);
      warnOfSettings(work, specs, progress);
      Site site = Machines.running(surroundings, "what would change");
      new Requirements(work, surroundings, active)
          .objections(site)
          .forEach(objection -> progress.warning("'dusty up' refuses this: " + objection));
      Compilation compilation = Compilation.of(work, specs, active, site, options.recreate());
      Runner runner = work.runner();
      List<PlannedStep> planned = runner.plan(surroundings, compilation.run());
      progress.finish();
      return say(planned, new Causes(specs));
    }
  }

  private int say(List<PlannedStep> planned, Causes causes) {
    boolean any = false;
    for (PlannedStep step : planned) {
      for (Change change : step.changes()) {
        any = true;
        String cause = causes.of(change);
        caller
            .console()
            .out()
            .println(
                "%s %s: %s%s"
                    .formatted(
                        change.subject(),
                        change.name(),
                        change.action().name().toLowerCase(Locale.ROOT),
                        cause.isEmpty() ? "" : " (" + cause + ")"));
        caller.console().out().print(TerminalText.plain(change.diff()));
      }
    }
    if (!any) {
      caller.console().out().println("Nothing to do.");
    }
    return any && options.exitCode() ? ExitCode.CHANGES : ExitCode.DONE;
  }

  private int up(Work work, Progress progress) throws IOException {
    Surroundings surroundings = work.surroundings(progress);
    Runner runner = work.runner();
    if (runner.isUnfinished()) {
      progress.line("an earlier run was cut off; putting back what it did");
      Machines.startVm(surroundings);
      runner.undo(surroundings);
      if (runner.isUnfinished()) {
        throw new UserError(
            "unfinished-run",
            "an earlier run was cut off, and not all of it could be put back",
            "mend what the warnings say and try again");
      }
    }
    if (options.pull()) {
      work.pull(List.of(work.specsRepo()), LocalChanges.RESET, progress);
    }
    Specs specs = work.specs();
    ActiveSpecs active = work.active(specs);
    if (options.pull()) {
      work.pull(Copies.repos(active), LocalChanges.RESET, progress);
    }
    warnOfSettings(work, specs, progress);
    warnOfPlugins(progress);
    Site site = Machines.started(surroundings);
    UnfinishedRestore.of(surroundings).recover(surroundings);
    Requirements requirements = new Requirements(work, surroundings, active);
    requirements.checkAssets(site);
    if (!requirements.logins().areThere(progress)) {
      return ExitCode.DONE;
    }
    Compilation compilation = Compilation.of(work, specs, active, site, options.recreate());
    List<PlannedStep> planned = runner.plan(surroundings, compilation.run());
    if (planned.stream().allMatch(step -> step.changes().isEmpty())) {
      progress.finish();
      caller.console().out().println("Nothing to do: all runs as the specs say.");
      return ExitCode.DONE;
    }
    warnOfSpace(surroundings, progress);
    Outcome outcome =
        runner.apply(
            surroundings,
            compilation.run(),
            planned,
            work.uncancelledProcesses(),
            () -> compilation.deployment().write(dusty.paths().state()));
    progress.finish();
    return finish(compilation, outcome);
  }

  private int finish(Compilation compilation, Outcome outcome) {
    Console console = caller.console();
    if (!outcome.failed().isEmpty()) {
      throw new UserError(
          "containers-failed",
          "%s did not stay up; the rest runs".formatted(String.join(", ", outcome.failed())),
          "see 'dusty logs %s', mend it and run 'dusty up' again"
              .formatted(outcome.failed().getFirst()));
    }
    console.out().println("Up: " + String.join(", ", compilation.run().input().specs().bundles()));
    compilation
        .run()
        .input()
        .ports()
        .forwardings()
        .forEach(
            forwarding ->
                console
                    .out()
                    .println("  " + forwarding.app() + "  " + Addresses.of(forwarding.rule())));
    return ExitCode.DONE;
  }

  private void warnOfSettings(Work work, Specs specs, Progress progress) {
    new AppSettings(dusty.keys(), specs)
        .objections(work.config().values())
        .forEach(unknown -> progress.warning(unknown.problem()));
  }

  /** A plugin that is not there may be one that the environment needs. */
  private void warnOfPlugins(Progress progress) {
    for (PluginReport report : dusty.catalog().refused()) {
      progress.warning("plugin '%s' is not used: %s".formatted(report.id(), report.reason()));
    }
    if (dusty.catalog().runSteps().isEmpty()) {
      throw new UserError(
          "no-run-steps",
          "no plugin has a run step, so nothing can be brought up",
          "see 'dusty plugins list', and put Dusty's plugin jars back");
    }
  }

  private static void warnOfSpace(Surroundings surroundings, Progress progress) {
    LoadedStep<Machine> machine = surroundings.machine();
    DiskUsage disk = StepCall.of(machine, () -> machine.step().diskUsage(surroundings.ofMachine()));
    if (disk.available() < LITTLE_SPACE) {
      progress.warning(
          "the disk of the Docker host has only %,d MiB left (%s)"
              .formatted(disk.available() >> 20, disk.path()));
    }
  }
}
