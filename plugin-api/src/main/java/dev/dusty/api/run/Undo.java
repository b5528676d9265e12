package dev.dusty.api.run;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to take back what a step changed: data, not code, so that it outlives the process that made
 * it.
 *
 * @param facts whatever {@link RunStep#undo} needs, such as the former text of a file; strings of
 *     any length
 * @since 1.0
 */
public record Undo(Map<String, String> facts) {

  /** Nothing was changed. */
  public static final Undo NOTHING = new Undo(Map.of());

  /** Copies the facts, in the order of their names. */
  public Undo {
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }
}
