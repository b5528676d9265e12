package dev.dusty.api.spec;

import java.util.List;

/**
 * Commands that a user runs by name in an app's running container.
 *
 * @param name the name, unique in its app
 * @param description one line for the table of scripts; may be empty
 * @param command lines for a POSIX shell; the user's arguments go to the last one
 * @since 1.0
 */
public record Script(String name, String description, List<String> command) {
  /** Copies the command. */
  public Script {
    command = List.copyOf(command);
  }
}
