package dev.dusty.api;

import java.util.List;
import java.util.Objects;

/**
 * A configuration key that a plugin reads: listed by {@code dusty config list}, checked by {@code
 * dusty config set}. The default value is accepted whatever the type, so that an empty default can
 * stand for something that is found out.
 *
 * @param name the key in snake_case: {@code nginx_image}
 * @param type what its value must look like
 * @param choices the values that there are, in the order in which they are shown; empty but for
 *     {@link Type#CHOICE}
 * @param defaultValue the value where the user set none, written as the user would write it
 * @param description one line for {@code dusty config list}
 * @since 1.0
 */
public record ConfigKey(
    String name, Type type, List<String> choices, String defaultValue, String description) {

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
    /** A TCP port, from 1 to 65535; or 0, which stands for none. */
    PORT,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** An IPv4 or IPv6 address. */
    ADDRESS,
    /** An absolute path on the user's computer. */
    PATH,
    /** One of the key's choices. */
    CHOICE,
    /**
     * Names of apps, with commas between them and blanks around them as one likes; or {@code *}.
     */
    APPS,
    /**
     * A program that runs as root, by its absolute path, and its arguments, separated by spaces. As
     * it gives root's rights, only root may set it.
     */
    ROOT_COMMAND
  }

  /** Checks that the name is snake_case, and that there are choices where one is to be taken. */
  public ConfigKey {
    Objects.requireNonNull(type);
    Objects.requireNonNull(defaultValue);
    Objects.requireNonNull(description);
    choices = List.copyOf(choices);
    if (!name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*")) {
      throw new IllegalArgumentException("config key '" + name + "' is not in snake_case");
    }
    if (choices.isEmpty() == (type == Type.CHOICE)) {
      throw new IllegalArgumentException(
          "config key '" + name + "' has choices if, and only if, its type is CHOICE");
    }
  }

  /** Creates a key of any type but {@link Type#CHOICE}. */
  public ConfigKey(String name, Type type, String defaultValue, String description) {
    this(name, type, List.of(), defaultValue, description);
  }

  /** Returns a key for text. */
  public static ConfigKey text(String name, String defaultValue, String description) {
    return new ConfigKey(name, Type.TEXT, defaultValue, description);
  }

  /** Returns a key for an IP address. */
  public static ConfigKey address(String name, String defaultValue, String description) {
    return new ConfigKey(name, Type.ADDRESS, defaultValue, description);
  }

  /** Returns a key for one of some values. */
  public static ConfigKey choice(
      String name, List<String> choices, String defaultValue, String description) {
    return new ConfigKey(name, Type.CHOICE, choices, defaultValue, description);
  }
}
