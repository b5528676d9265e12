package dev.dusty.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a team's plugin may run with the rights of this process: nobody but root, or the user who
 * runs it, may have been able to put it there, neither in its place nor by moving a folder above
 * it.
 */
final class Trust {

  private static final long ROOT = 0;
  private static final int STICKY = 01000;
  private static final int GROUP_WRITE = 020;
  private static final int OTHERS_WRITE = 02;

  private final long uid;

  /**
   * Creates the rule.
   *
   * @param uid the user of this process
   */
  Trust(long uid) {
    this.uid = uid;
  }

  /**
   * Returns the rule for this process.
   *
   * @throws Refusal if its user cannot be found out
   */
  static Trust ofThisProcess() {
    try {
      Path own = Files.createTempFile("dusty", null);
      try {
        return new Trust(uidOf(own));
      } finally {
        Files.deleteIfExists(own);
      }
    } catch (IOException e) {
      throw new Refusal(
          "a temporary file, to find out who runs Dusty, cannot be made: " + e.getMessage());
    }
  }

  /**
   * Checks a plugin, what is in it if it is a folder, and every folder above it.
   *
   * @param folder the folder of plugins, without symbolic links
   * @param plugin the jar or folder, without symbolic links; not necessarily in that folder
   * @throws Refusal if one of them cannot be trusted
   */
  void check(Path folder, Path plugin) {
    try {
      check(folder);
      checkAbove(folder);
      check(plugin);
      checkAbove(plugin);
      if (Files.isDirectory(plugin)) {
        checkIn(plugin);
      }
    } catch (IOException e) {
      throw new Refusal("it cannot be looked at: " + e.getMessage());
    }
  }

  private void check(Path place) throws IOException {
    checkOwner(place);
    if (isWritable(modeOf(place))) {
      throw writable(place);
    }
  }

  /** In a folder like /tmp, nobody can take away or replace what is not theirs. */
  private void checkAbove(Path place) throws IOException {
    for (Path above = place.getParent(); above != null; above = above.getParent()) {
      checkOwner(above);
      int mode = modeOf(above);
      if (isWritable(mode) && (mode & STICKY) == 0) {
        throw writable(above);
      }
    }
  }

  private void checkIn(Path plugin) throws IOException {
    List<Path> places;
    try (Stream<Path> walk = Files.walk(plugin)) {
      places = walk.sorted().toList();
    }
    for (Path place : places) {
      if (Files.isSymbolicLink(place)) {
        throw new Refusal("'%s' is a symbolic link; put the file itself there".formatted(place));
      }
      check(place);
    }
  }

  private void checkOwner(Path place) throws IOException {
    long owner = uidOf(place);
    if (owner != ROOT && owner != uid) {
      throw new Refusal(
          "'%s' belongs to user %d; plugins run with Dusty's rights, so make it root's: chown root '%s'"
              .formatted(place, owner, place));
    }
  }

  /** A plain user may share with a group; root may not. */
  private boolean isWritable(int mode) {
    return (mode & OTHERS_WRITE) != 0 || (uid == ROOT && (mode & GROUP_WRITE) != 0);
  }

  private static Refusal writable(Path place) {
    return new Refusal(
        "'%s' can be written by others; plugins run with Dusty's rights, so forbid it: chmod go-w '%s'"
            .formatted(place, place));
  }

  private static long uidOf(Path path) throws IOException {
    return ((Integer) Files.getAttribute(path, "unix:uid")).longValue();
  }

  private static int modeOf(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:mode");
  }
}
