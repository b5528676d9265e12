package dev.dusty.spec.model;

import org.jspecify.annotations.Nullable;

/**
 * A key that may stand in a map.
 *
 * @param name the key
 * @param type what may stand behind it
 * @param need whether it must be there
 * @param fallback the value where the key is missing or has nothing behind it; null where there is
 *     none
 * @param description one sentence for editors
 */
record SpecKey<V>(String name, Type<V> type, Need need, @Nullable V fallback, String description) {

  /** Whether a key must be there. */
  enum Need {
    OPTIONAL,
    REQUIRED
  }

  /** A key that may be left out. */
  static <V> SpecKey<V> optional(
      String name, Type<V> type, @Nullable V fallback, String description) {
    return new SpecKey<>(name, type, Need.OPTIONAL, fallback, description);
  }

  /** A key that must be there with a value. */
  static <V> SpecKey<V> required(String name, Type<V> type, String description) {
    return new SpecKey<>(name, type, Need.REQUIRED, null, description);
  }

  /** A key that must be there; with nothing behind it, it has its default. */
  static <V> SpecKey<V> present(String name, Type<V> type, V fallback, String description) {
    return new SpecKey<>(name, type, Need.REQUIRED, fallback, description);
  }
}
