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

  /**
   * A fact for what was changed as asked and yet does not work: names of containers that did not
   * stay up, joined by commas. Nothing is taken back for it, and {@code up} ends with an error.
   */
  public static final String FAILED = "failed";

  /** Copies the facts, in the order of their names. */
  public Undo {
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }
}
