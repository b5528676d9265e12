package dev.dusty.api;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the user configured, as far as it was set.
 *
 * @param values the values that were set, by key name; a key that is missing has its default
 * @since 1.0
 */
public record Settings(Map<String, String> values) {

  /** Nothing set: every key has its default. */
  public static final Settings DEFAULTS = new Settings(Map.of());

  /** Copies the values, in the order of their names. */
  public Settings {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** Returns the value of a key: what the user set, or else the key's default. */
  public String get(ConfigKey key) {
    return values.getOrDefault(key.name(), key.defaultValue());
  }
}
