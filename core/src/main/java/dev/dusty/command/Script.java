package dev.dusty.command;

import dev.dusty.api.text.ResourceText;
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
    return new Script(ResourceText.of(Script.class, name));
  }

  /** Returns the argument vector that runs it. */
  String[] argv(String... arguments) {
    List<String> argv = new ArrayList<>(List.of("sh", "-c", text, "sh"));
    argv.addAll(List.of(arguments));
    return argv.toArray(String[]::new);
  }
}
