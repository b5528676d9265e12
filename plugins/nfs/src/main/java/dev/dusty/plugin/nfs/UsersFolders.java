package dev.dusty.plugin.nfs;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Folders as the configured user sees them at the moment of the look. An export passes over the
 * modes of the folders that it lies in, so nothing is exported that the user could not enter; what
 * the user's uid may reach on the same file system can all be reached through it.
 *
 * @param real where each folder really lies; without those that are missing, or not for the user
 */
record UsersFolders(Map<Path, Path> real) {

  private static final String SCRIPT =
      "for folder; do (cd \"$folder\" 2>/dev/null && pwd -P) || echo; done";

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /**
   * Looks at some folders, by one process.
   *
   * @throws UserError if the name of one cannot be written in an exports file
   */
  static UsersFolders of(StepContext context, Collection<Path> folders) throws IOException {
    List<Path> sorted = List.copyOf(new TreeSet<>(folders));
    if (sorted.isEmpty()) {
      return new UsersFolders(Map.of());
    }
    List<String> argv = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
    for (Path folder : sorted) {
      check(folder.toString());
      argv.add(folder.toString());
    }
    List<String> lines =
        context
            .processes()
            .run(Command.of(Identity.USER, LIMIT, argv.toArray(new String[0])))
            .output()
            .lines()
            .toList();
    Map<Path, Path> real = new TreeMap<>();
    for (int i = 0; i < sorted.size() && i < lines.size(); i++) {
      if (!lines.get(i).isEmpty()) {
        check(lines.get(i));
        real.put(sorted.get(i), Path.of(lines.get(i)));
      }
    }
    return new UsersFolders(real);
  }

  /** Returns where a folder really lies; empty if it is missing, or not for the user. */
  Optional<Path> real(Path folder) {
    return Optional.ofNullable(real.get(folder));
  }

  private static void check(String folder) {
    if (folder.chars().anyMatch(Character::isISOControl)) {
      throw new UserError(
          "nfs-folder-name",
          "the folder '%s' has a control character in its name, which NFS cannot export"
              .formatted(folder.replaceAll("\\p{Cntrl}", "?")),
          "rename it, and name it again with 'dusty repos override'");
    }
  }
}
