package dev.dusty.graph;

import dev.dusty.spec.Kind;

/**
 * Which spec. Apps and libs may share a name, so a kind belongs to it.
 *
 * @param kind what it is
 * @param name its name
 */
public record SpecId(Kind kind, String name) {

  /** Returns {@code app web}. */
  @Override
  public String toString() {
    return kind.word() + " " + name;
  }
}
