package dev.dusty.api.run;

import dev.dusty.api.machine.Machine;
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

  /**
   * A fact for the name of the machine on which something was changed. Dusty adds it to what a step
   * writes down and returns.
   */
  public static final String MACHINE = "machine";

  /** Copies the facts, in the order of their names. */
  public Undo {
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }

  /** Returns the same, of a change on a machine. */
  public Undo on(Machine machine) {
    Map<String, String> of = new TreeMap<>(facts);
    of.put(MACHINE, machine.name());
    return new Undo(of);
  }

  /**
   * Returns whether a machine is the one on which something was changed, as far as is known. Where
   * it is another one, nothing is taken back on it.
   */
  public boolean isOn(Machine machine) {
    return facts.getOrDefault(MACHINE, machine.name()).equals(machine.name());
  }
}
