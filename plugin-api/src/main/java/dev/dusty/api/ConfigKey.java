package dev.dusty.api;

import java.util.Objects;

/**
 * A configuration key that a plugin reads: listed by {@code dusty config list}, checked by {@code
 * dusty config set}.
 *
 * @param name the key in snake_case: {@code nginx_image}
 * @param type what its value must look like
 * @param defaultValue the value where the user set none, written as the user would write it
 * @param description one line for {@code dusty config list}
 * @since 1.0
 */
public record ConfigKey(String name, Type type, String defaultValue, String description) {

  /**
   * What a configuration value must look like.
   *
   * @since 1.0
   */
  public enum Type {
    /** Any text of one line. */
    TEXT,
    /** A decimal integer in the range of {@code long}. */
    NUMBER,
    /** {@code true} or {@code false}. */
    BOOLEAN
  }

  /** Checks that the name is snake_case. */
  public ConfigKey {
    Objects.requireNonNull(type);
    Objects.requireNonNull(defaultValue);
    Objects.requireNonNull(description);
    if (!name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*")) {
      throw new IllegalArgumentException("config key '" + name + "' is not in snake_case");
    }
  }

  /** Returns a key for text. */
  public static ConfigKey text(String name, String defaultValue, String description) {
    return new ConfigKey(name, Type.TEXT, defaultValue, description);
  }
}
