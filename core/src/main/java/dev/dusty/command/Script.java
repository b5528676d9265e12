package dev.dusty.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell script that comes with this package, to be run where only a POSIX shell is certain to be.
 *
 * @param text its text
 */
record Script(String text) {

  /** Returns the script of a name. */
  static Script named(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("there is no script " + name);
      }
      return new Script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the argument vector that runs it. */
  String[] argv(String... arguments) {
    List<String> argv = new ArrayList<>(List.of("sh", "-c", text, "sh"));
    argv.addAll(List.of(arguments));
    return argv.toArray(String[]::new);
  }
}
