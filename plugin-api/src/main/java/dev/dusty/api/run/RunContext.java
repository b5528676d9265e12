package dev.dusty.api.run;

import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.CompileInput;
import java.util.List;

/**
 * What a run step is given: the compiled environment, and where to put it.
 *
 * @since 1.0
 */
public interface RunContext extends MachineContext {

  /** Returns what was compiled from. */
  CompileInput input();

  /** Returns everything that was compiled, sorted by path. */
  List<Artifact> artifacts();

  /** Returns which copy of each active repo is in use, sorted by the repo's path. */
  List<RepoCopy> repos();

  /**
   * Returns whether containers whose definition changed are replaced, as is usual; otherwise they
   * stay as they are ({@code up --no-recreate}).
   */
  boolean mayRecreate();

  /**
   * Writes down how to take back what the step is about to change, durably, before it changes it.
   * Each call replaces what the step's earlier calls in this run wrote. If Dusty is killed before
   * {@link RunStep#apply} returns, {@link RunStep#undo} is called with the last one at the next
   * start.
   */
  void journal(Undo undo);
}
