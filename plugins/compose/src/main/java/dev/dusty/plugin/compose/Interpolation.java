package dev.dusty.plugin.compose;

import dev.dusty.api.value.Value;

/** Compose's own substitution of variables, which must not see what is meant literally. */
final class Interpolation {

  private Interpolation() {}

  /** Returns a text from which Compose makes exactly the given one. */
  static String escape(String literal) {
    return literal.indexOf('$') < 0 ? literal : literal.replace("$", "$$");
  }

  /** Returns the text that Compose makes of one that {@link #escape} returned. */
  static String plain(String escaped) {
    return escaped.replace("$$", "$");
  }

  /** Returns a string value from which Compose makes exactly the given text. */
  static Value literal(String text) {
    return Value.text(escape(text));
  }
}
