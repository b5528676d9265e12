package dev.dusty.cli;

import java.util.Locale;

/** How an answer is written. */
enum Format {
  /** For people. */
  TEXT,
  /** For programs: one JSON document. */
  JSON;

  /** Returns the word that stands behind {@code --format}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
