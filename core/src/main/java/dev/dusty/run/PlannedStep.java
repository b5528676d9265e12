package dev.dusty.run;

import dev.dusty.api.run.Change;
import java.util.List;

/**
 * What a step would change.
 *
 * @param step the step's name
 * @param changes what it would change; empty if nothing
 */
public record PlannedStep(String step, List<Change> changes) {

  /** Copies the list. */
  public PlannedStep {
    changes = List.copyOf(changes);
  }
}
