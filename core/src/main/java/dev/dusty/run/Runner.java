package dev.dusty.run;

import dev.dusty.api.UserError;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.ContainerStep;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.run.Undo;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.compile.PluginFailure;
import dev.dusty.plugin.LoadedStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Runs all steps in their order, and takes back what was done where one of them fails, where the
 * command is cancelled, or where Dusty was killed before the end.
 */
public final class Runner {

  private final List<LoadedStep<RunStep>> steps;
  private final Journal journal;

  /**
   * Creates the runner.
   *
   * @param ofPlugins the run steps of plugins; their names are unique
   * @param state Dusty's state folder
   * @throws UserError if the steps have no order
   */
  public Runner(List<LoadedStep<RunStep>> ofPlugins, Path state) {
    List<LoadedStep<RunStep>> all = new ArrayList<>(ofPlugins);
    all.add(new LoadedStep<>("dusty", new FilesStep(state.resolve("files"))));
    this.steps = StepOrder.sort(all);
    this.journal = new Journal(state.resolve("journal"));
  }

  /** Returns the steps in their order. */
  public List<LoadedStep<RunStep>> steps() {
    return steps;
  }

  /** Returns those in charge of containers, in the same order. */
  public List<LoadedStep<ContainerStep>> containerSteps() {
    return steps.stream().flatMap(step -> step.as(ContainerStep.class).stream()).toList();
  }

  /** Returns what each step would change now. Touches nothing. */
  public List<PlannedStep> plan(Surroundings surroundings, RunInput run) {
    List<PlannedStep> planned = new ArrayList<>();
    for (LoadedStep<RunStep> loaded : steps) {
      surroundings.cancellation().check();
      String name = loaded.step().name();
      planned.add(
          new PlannedStep(
              name,
              StepCall.of(
                  loaded, () -> loaded.step().plan(surroundings.of(name, run, undo -> {})))));
    }
    return planned;
  }

  /**
   * Puts the environment into effect: all of it or nothing.
   *
   * @param planned what {@link #plan} returned
   * @param uncancelled runs processes that go on although the command was cancelled, for taking
   *     back
   * @param last what makes it final once all steps are done; it is undone too if this fails
   * @throws UserError if a step fails; what was done is taken back
   * @throws CancellationException if the command is cancelled; what was done is taken back
   */
  public Outcome apply(
      Surroundings surroundings,
      RunInput run,
      List<PlannedStep> planned,
      ProcessRunner uncancelled,
      StepCall.Order last)
      throws IOException {
    journal.begin();
    List<String> changed = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    String at = "";
    try {
      for (int i = 0; i < steps.size(); i++) {
        LoadedStep<RunStep> loaded = steps.get(i);
        at = loaded.step().name();
        surroundings.cancellation().check();
        boolean shown = !planned.get(i).changes().isEmpty();
        if (shown) {
          surroundings.reporter().item(at, "changing", false);
        }
        Undo undo = apply(surroundings, run, i);
        if (shown) {
          changed.add(at);
          surroundings.reporter().item(at, "done", true);
        }
        failed.addAll(failedIn(undo));
      }
      last.give();
      journal.end();
      return new Outcome(changed, failed);
    } catch (IOException | RuntimeException | Error e) {
      Surroundings calm = surroundings.uncancelled(uncancelled);
      calm.reporter().failed(at, e instanceof CancellationException ? "interrupted" : "failed");
      undoAfter(e, calm);
      throw e;
    }
  }

  /** Takes back what was done; the failure that made it necessary is what the user gets to know. */
  private void undoAfter(Throwable failure, Surroundings surroundings) {
    try {
      undo(surroundings);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
      surroundings
          .reporter()
          .warning("not all could be put back; the next 'dusty up' tries again: " + message(e));
    }
  }

  private Undo apply(Surroundings surroundings, RunInput run, int number) throws IOException {
    LoadedStep<RunStep> loaded = steps.get(number);
    String name = loaded.step().name();
    Undo undo =
        StepCall.of(
            loaded,
            () ->
                loaded
                    .step()
                    .apply(
                        surroundings.of(
                            name, run, facts -> write(surroundings, number, name, facts))));
    if (!undo.facts().isEmpty()) {
      write(surroundings, number, name, undo);
    }
    return undo;
  }

  private void write(Surroundings surroundings, int number, String step, Undo undo) {
    Undo there = undo.on(surroundings.machine().step());
    try {
      journal.write(new Journal.Entry(number, step, there.facts()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> failedIn(Undo undo) {
    String names = undo.facts().getOrDefault(Undo.FAILED, "");
    return names.isEmpty() ? List.of() : Arrays.asList(names.split(",", -1));
  }

  /** Removes what a run that was killed while it ended has left; no other may be there. */
  public void tidy() throws IOException {
    journal.discard();
  }

  /** Returns whether a run was killed before its end, and {@link #undo} has something to do. */
  public boolean isUnfinished() throws IOException {
    return journal.unfinished().isPresent();
  }

  /**
   * Takes back what a run that did not end has changed, the last step first, and says so. What
   * cannot be taken back stays in the journal, for the next try.
   *
   * @throws UserError if something could not be taken back; says what
   */
  public void undo(Surroundings surroundings) throws IOException {
    List<Journal.Entry> entries = journal.unfinished().orElse(List.of());
    List<String> back = new ArrayList<>();
    List<String> stuck = new ArrayList<>();
    warnOfAnotherMachine(surroundings, entries);
    for (Journal.Entry entry : entries) {
      try {
        LoadedStep<RunStep> loaded = stepOf(entry);
        StepCall.order(
            loaded, () -> loaded.step().undo(surroundings.of(entry.step()), entry.undo()));
        journal.remove(entry);
        back.add(entry.step());
      } catch (UserError | PluginFailure | CancellationException e) {
        stuck.add(entry.step());
        surroundings
            .reporter()
            .warning(
                ("what step '%s' did could not be taken back, which the next 'dusty up' tries"
                        + " again: %s")
                    .formatted(entry.step(), message(e)));
      }
    }
    if (!back.isEmpty()) {
      surroundings.reporter().line("put back as it was: " + String.join(", ", back));
    }
    if (stuck.isEmpty()) {
      journal.end();
    }
  }

  private static void warnOfAnotherMachine(Surroundings surroundings, List<Journal.Entry> entries) {
    Machine now = surroundings.machine().step();
    entries.stream()
        .map(Journal.Entry::undo)
        .filter(undo -> !undo.isOn(now))
        .findFirst()
        .map(undo -> undo.facts().get(Undo.MACHINE))
        .ifPresent(
            former ->
                surroundings
                    .reporter()
                    .warning(
                        "what the earlier run changed on machine '%s' stays there as it is, as the machine is '%s' now"
                            .formatted(former, now.name())));
  }

  private static String message(Exception e) {
    return switch (e) {
      case UserError error -> error.problem() + "; " + error.remedy();
      case IOException io -> StepCall.reason(io);
      default -> String.valueOf(e.getMessage());
    };
  }

  private LoadedStep<RunStep> stepOf(Journal.Entry entry) {
    return steps.stream()
        .filter(loaded -> loaded.step().name().equals(entry.step()))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "step-gone",
                    "there is no step '" + entry.step() + "' any more",
                    "put its plugin back, so that it can undo what it did"));
  }
}
