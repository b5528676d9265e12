package dev.dusty.plugin.vmssh;

import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How what is to run is written for the shell of the VM, which reads one line of text. */
final class Quoting {

  private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]+";

  /** Root may go into folders where the login user may not, so it is root who goes there. */
  private static final String IN_FOLDER = "cd -- \"$1\" && shift && exec \"$@\"";

  private Quoting() {}

  /** Returns whether a shell leaves a text as it is. */
  static boolean isPlain(String text) {
    return text.matches(PLAIN);
  }

  /** Returns a word that a POSIX shell reads as the given text. */
  static String word(String text) {
    return isPlain(text) ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /**
   * Returns the line for a command with its environment, folder and identity.
   *
   * @param isRoot whether the login user is root
   */
  static String line(Command command, boolean isRoot) {
    List<String> words = new ArrayList<>(List.of("exec"));
    if (command.identity() == Identity.ROOT && !isRoot) {
      words.addAll(List.of("sudo", "-n", "--"));
    }
    Optional<Path> folder = command.folder();
    if (folder.isPresent()) {
      words.addAll(List.of("sh", "-c", IN_FOLDER, "sh", folder.get().toString()));
    }
    if (!command.environment().isEmpty() || command.argv().get(0).indexOf('=') >= 0) {
      words.add("env");
      command.environment().forEach((name, value) -> words.add(name + "=" + value));
    }
    words.addAll(command.argv());
    return words.stream().map(Quoting::word).collect(Collectors.joining(" "));
  }
}
