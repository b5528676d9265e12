package dev.dusty.testkit;

import dev.dusty.api.run.RunStep;
import dev.dusty.api.run.Undo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every run step promises. A plugin's test extends it and says how to make the step, a
 * situation in which it has something to do, and how to look at what it changes.
 *
 * @since 1.0
 */
public abstract class RunStepContract {

  @TempDir Path folder;

  /** Returns a new step. */
  protected abstract RunStep step();

  /**
   * Returns a situation in which the step has something to do.
   *
   * @param empty a folder of the test's own
   */
  protected abstract FakeContext situation(Path empty) throws IOException;

  /**
   * Returns all that the step may change, as a value with {@code equals}: the text of a file, say.
   */
  protected abstract Object state(FakeContext context) throws IOException;

  /** Planning is what {@code up --dry-run} does. */
  @Test
  void planningTellsOfChangesAndTouchesNothing() throws IOException {
    FakeContext context = situation(folder);
    Object before = state(context);
    Contract.check(!step().plan(context).isEmpty(), "it plans nothing where there is something");
    same(before, state(context), "planning");
    Contract.check(context.journal().isEmpty(), "planning wrote to the journal");
  }

  /** Otherwise a second {@code up} would not be told from a first one. */
  @Test
  void nothingIsPlannedOnceAllIsDone() throws IOException {
    FakeContext context = situation(folder);
    step().apply(context);
    Contract.check(
        step().plan(context).isEmpty(),
        "it plans after applying: " + List.copyOf(step().plan(context)));
  }

  /** A step may be asked again after a failure of a later one. */
  @Test
  void applyingTwiceIsTheSameAsOnce() throws IOException {
    FakeContext context = situation(folder);
    step().apply(context);
    Object once = state(context);
    step().apply(context);
    same(once, state(context), "applying once more");
  }

  /** What a failed {@code up} does. */
  @Test
  void undoingBringsBackWhatWasThere() throws IOException {
    FakeContext context = situation(folder);
    Object before = state(context);
    Undo undo = step().apply(context);
    step().undo(context, undo);
    same(before, state(context), "undoing");
    step().undo(context, undo);
    same(before, state(context), "undoing twice");
  }

  /** What the next start does after the daemon was killed. */
  @Test
  void whatWasJournalledIsEnoughToUndo() throws IOException {
    FakeContext context = situation(folder);
    Object before = state(context);
    step().apply(context);
    List<Undo> journal = context.journal();
    Contract.check(!journal.isEmpty(), "it changed something without writing to the journal");
    // By another instance, as in another process.
    step().undo(context, journal.get(journal.size() - 1));
    same(before, state(context), "undoing from the journal");
  }

  private static void same(Object expected, Object found, String after) {
    Contract.check(
        expected.equals(found), "after %s:%n%s%nnot%n%s".formatted(after, found, expected));
  }
}
