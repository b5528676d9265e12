package dev.dusty.api.spec;

import dev.dusty.api.value.Value;
import java.util.List;

/**
 * A test suite.
 *
 * @param name the name; not {@code all} in any case, which runs every suite
 * @param description one line for the table of suites; may be empty
 * @param command lines for a POSIX shell; the arguments go to the last one
 * @param defaultArgs the arguments where the user gives none, in the words of a shell; may be empty
 * @param services services of which the suite gets fresh copies, reached on localhost
 * @param compose Compose keys for the test container
 * @since 1.0
 */
public record Suite(
    String name,
    String description,
    List<String> command,
    String defaultArgs,
    List<String> services,
    Value.Entries compose) {
  /** Copies the lists. */
  public Suite {
    command = List.copyOf(command);
    services = List.copyOf(services);
  }
}
