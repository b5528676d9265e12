package dev.dusty.run;

import java.util.List;

/**
 * What a run came to that went through.
 *
 * @param changed the names of the steps that had something to change, in their order
 * @param failed names of containers that did not stay up; the rest of the environment does
 */
public record Outcome(List<String> changed, List<String> failed) {

  /** Copies the lists. */
  public Outcome {
    changed = List.copyOf(changed);
    failed = List.copyOf(failed);
  }
}
