package dev.dusty.api.run;

import dev.dusty.api.Extension;
import dev.dusty.api.step.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Puts one part of the compiled environment into effect, where that takes more than writing a file:
 * a section of a file that is not Dusty's, a reload, a mount, {@code compose up}. Files alone need
 * no run step; an {@linkplain dev.dusty.api.compile.Artifact artifact} says where it belongs and
 * Dusty puts it there.
 *
 * <p>Any method may throw {@link dev.dusty.api.UserError}, and {@link
 * java.util.concurrent.CancellationException} from what the context hands out. When {@link #apply}
 * fails in either way, Dusty calls {@link #undo} with what the step last gave to {@link
 * RunContext#journal}, then undoes the earlier steps in reverse order.
 *
 * @since 1.0
 */
public interface RunStep extends Extension {

  /**
   * Returns the names of steps that this one follows. A name that no step has is passed over, so
   * that a step can ask to follow one that a team may not have.
   */
  default Set<String> after() {
    return Set.of();
  }

  /**
   * Returns the names of steps that this one precedes, for a step that wants to come before one
   * that does not know it. A name that no step has is passed over.
   */
  default Set<String> before() {
    return Set.of();
  }

  /**
   * Returns what {@link #apply} would change now; empty if nothing. Touches nothing. Warnings of
   * what is odd and in the way belong here: it is called before each {@link #apply}, and alone
   * where nothing changes.
   *
   * @throws IOException if what is there cannot be read
   */
  List<Change> plan(RunContext context) throws IOException;

  /**
   * Changes what is to be changed. Doing it twice is the same as doing it once.
   *
   * @return how to take it back
   * @throws IOException if something cannot be read or written
   */
  Undo apply(RunContext context) throws IOException;

  /**
   * Takes back what {@link #apply} changed, all of it or the part that was done. Doing it twice is
   * the same as doing it once, and it never fails because something is gone already.
   *
   * <p>Where {@link Undo#isOn} says that the machine is another one by now, what was changed on the
   * former one stays, and nothing is changed on this one; files of this computer are as before.
   *
   * @param context the machine may be another one, or down, after a restart of this computer
   * @param undo what {@link #apply} returned, or what it last gave to {@link RunContext#journal}
   * @throws IOException if something cannot be read or written
   */
  void undo(MachineContext context, Undo undo) throws IOException;

  /**
   * Restarts containers for {@code dusty restart}, without replacing them; does nothing by default.
   * One that is stopped is started. A step that shares files or names with containers brings its
   * part up to date.
   *
   * @param containers the names of their specs; empty for all that this step is in charge of
   * @throws IOException if something cannot be read or written
   */
  default void restart(RunContext context, List<String> containers) throws IOException {}

  /**
   * Shows containers the copies in use of {@link RunContext#repos}, for {@code dusty test}, which
   * makes its own containers; does nothing by default. Those of other repos stay as they are.
   *
   * @param context its artifacts are empty
   * @throws IOException if something cannot be read or written
   */
  default void share(RunContext context) throws IOException {}

  /**
   * Returns rows for {@code dusty status}; none by default.
   *
   * @throws IOException if the state cannot be read
   */
  default List<Status> status(RunContext context) throws IOException {
    return List.of();
  }

  /**
   * Returns what {@code dusty doctor} should show; nothing by default. Touches nothing, and works
   * where the machine is down.
   *
   * @throws IOException if the state cannot be read
   */
  default List<Finding> diagnose(MachineContext context) throws IOException {
    return List.of();
  }

  /**
   * Mends a finding of {@link #diagnose} that says it is fixable; does nothing by default.
   *
   * @throws IOException if something cannot be read or written
   */
  default void fix(MachineContext context, Finding finding) throws IOException {}
}
