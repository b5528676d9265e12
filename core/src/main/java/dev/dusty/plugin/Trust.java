package dev.dusty.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a team's plugin may run with the rights of this process: nobody but root, or the user who
 * runs it, may have been able to put it there.
 */
final class Trust {

  private static final long ROOT = 0;

  private final long uid;

  /**
   * Creates the rule.
   *
   * @param uid the user of this process
   */
  Trust(long uid) {
    this.uid = uid;
  }

  /** Returns the rule for this process. */
  static Trust ofThisProcess() throws IOException {
    Path own = Files.createTempFile("dusty", null);
    try {
      return new Trust(uidOf(own));
    } finally {
      Files.deleteIfExists(own);
    }
  }

  /** Returns why a plugin cannot be trusted, if it cannot. */
  Optional<String> objection(Path folder, Path plugin) {
    try {
      Path real = plugin.toRealPath();
      List<Path> places = new ArrayList<>(List.of(folder.toRealPath(), real));
      Path parent = real.getParent();
      if (parent != null) {
        places.add(parent);
      }
      if (Files.isDirectory(real)) {
        try (Stream<Path> files = Files.walk(real)) {
          files.forEach(places::add);
        }
      }
      for (Path place : places) {
        Optional<String> objection = objection(place);
        if (objection.isPresent()) {
          return objection;
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("it cannot be looked at: " + e.getMessage());
    }
  }

  private Optional<String> objection(Path place) throws IOException {
    long owner = uidOf(place);
    if (owner != ROOT && owner != uid) {
      return Optional.of(
          "'%s' belongs to user %d; plugins run with Dusty's rights, so make it root's: chown root '%s'"
              .formatted(place, owner, place));
    }
    Set<PosixFilePermission> permissions =
        Files.readAttributes(place, PosixFileAttributes.class).permissions();
    boolean others = permissions.contains(PosixFilePermission.OTHERS_WRITE);
    boolean group = permissions.contains(PosixFilePermission.GROUP_WRITE) && uid == ROOT;
    if (others || group) {
      return Optional.of(
          "'%s' can be written by others; plugins run with Dusty's rights, so forbid it: chmod go-w '%s'"
              .formatted(place, place));
    }
    return Optional.empty();
  }

  private static long uidOf(Path path) throws IOException {
    return ((Integer) Files.getAttribute(path, "unix:uid")).longValue();
  }
}
