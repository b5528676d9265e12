package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.compile.PluginFailure;
import dev.dusty.run.Runner;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** What the daemon does first: takes back what a run that was killed has left half done. */
public final class Recovery {

  private final Dusty dusty;

  /** Creates it. */
  public Recovery(Dusty dusty) {
    this.dusty = dusty;
  }

  /**
   * Takes it back, as far as that is possible now; what is not is tried again by the next {@code
   * up}.
   *
   * @return what there is to say about it; empty if there was nothing to take back
   */
  public List<String> run() {
    List<String> said = new ArrayList<>();
    said.addAll(
        run(
            "dusty disk restore",
            () -> UnfinishedRestore.isAnyIn(dusty.paths().state()),
            around -> UnfinishedRestore.of(around).recover(around)));
    said.addAll(run("dusty up", this::isUnfinished, around -> runner().undo(around)));
    return said;
  }

  private boolean isUnfinished() throws IOException {
    runner().tidy();
    return runner().isUnfinished();
  }

  private Runner runner() {
    return new Runner(dusty.catalog().runSteps(), dusty.paths().state());
  }

  /** Finds out whether a command was cut off. */
  private interface Question {
    boolean ask() throws IOException;
  }

  /** Takes back what it did. */
  private interface TakingBack {
    void run(Surroundings surroundings) throws IOException;
  }

  private List<String> run(String command, Question isUnfinished, TakingBack takingBack) {
    StringWriter said = new StringWriter();
    try (PrintWriter writer = new PrintWriter(said)) {
      if (!isUnfinished.ask()) {
        return List.of();
      }
      writer.println("the last '" + command + "' was cut off");
      Work work = Work.of(dusty, Nobody.saying(writer));
      try (Progress progress = new PlainProgress(work.console())) {
        takingBack.run(work.surroundings(progress));
      }
    } catch (UserError e) {
      return List.of(
          "the last '%s' was cut off, and cannot be put back now: %s"
              .formatted(command, e.problem()),
          "the next 'dusty up' tries again; " + e.remedy());
    } catch (PluginFailure e) {
      return List.of(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return List.of(
          "whether the last '%s' was cut off cannot be found out now: %s"
              .formatted(command, StepCall.reason(e)));
    }
    return said.toString().lines().toList();
  }

  /**
   * Removes the containers of tests that ran when the daemon was killed. Nobody has to wait for it:
   * what runs in this process is left alone.
   *
   * @return what there is to say about it; empty if there was nothing to remove
   */
  public List<String> sweep() {
    StringWriter said = new StringWriter();
    try (PrintWriter writer = new PrintWriter(said)) {
      Work work = Work.of(dusty, Nobody.saying(writer));
      try (Progress progress = new PlainProgress(work.console())) {
        TestRunners.sweep(work, work.surroundings(progress));
      }
    } catch (UserError | PluginFailure | IOException e) {
      // Nothing was set up yet, or the engine is down; the next 'dusty test' tries again.
      return List.of();
    }
    return said.toString().lines().toList();
  }
}
