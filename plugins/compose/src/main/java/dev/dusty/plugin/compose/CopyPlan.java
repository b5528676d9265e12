package dev.dusty.plugin.compose;

import dev.dusty.api.UserError;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an archive is unpacked, and what its first entry is called then: the rules of {@code docker
 * cp}, as its <a href="https://docs.docker.com/reference/cli/docker/container/cp/">manual</a> has
 * them.
 *
 * @param folder the folder, which is there
 * @param name the name; empty for the one that it has
 */
record CopyPlan(String folder, Optional<String> name) {

  /**
   * Something that is copied.
   *
   * @param path its path
   * @param isFolder whether it is a folder
   * @param name what it is called if that is not the last part of the path, as for a followed link
   */
  record Source(String path, boolean isFolder, Optional<String> name) {}

  /**
   * Returns where something goes.
   *
   * @param destination the path that was asked for; if there is a link, where it leads
   * @param isFolder whether there is a folder; empty if there is nothing
   */
  static CopyPlan of(Source source, String destination, Optional<Boolean> isFolder) {
    if (isFolder.orElse(false)) {
      return new CopyPlan(destination, source.name());
    }
    if (isFolder.isPresent() && source.isFolder()) {
      throw new UserError(
          "folder-to-file",
          "'%s' is a folder, and '%s' is a file".formatted(source.path(), destination),
          "copy it to a folder, or to a name that is not there yet");
    }
    if (isFolder.isEmpty() && !source.isFolder() && meansFolder(destination)) {
      throw new UserError(
          "no-such-folder",
          "there is no folder '%s' to put '%s' into".formatted(destination, source.path()),
          "make it first, or leave the '/' at the end away to give the copy that name");
    }
    String trimmed = stripSlashes(destination);
    int slash = trimmed.lastIndexOf('/');
    return new CopyPlan(
        slash <= 0 ? "/" : trimmed.substring(0, slash), Optional.of(trimmed.substring(slash + 1)));
  }

  /**
   * Returns where a link leads that is at a path: as it says, or counted from the link's folder.
   */
  static String followed(String path, String target) {
    if (target.startsWith("/")) {
      return target;
    }
    String trimmed = stripSlashes(path);
    return Path.of(trimmed.substring(0, trimmed.lastIndexOf('/') + 1))
        .resolve(target)
        .normalize()
        .toString();
  }

  /** Returns a link's target with what is behind the link's path: {@code /} or {@code /.}. */
  static Source followed(String path, String target, boolean isFolder) {
    String ending = path.endsWith("/.") ? "/." : path.endsWith("/") ? "/" : "";
    String leadsTo = followed(path.substring(0, path.length() - ending.length()), target) + ending;
    String name = lastPart(path);
    return new Source(
        leadsTo, isFolder, name.equals(lastPart(leadsTo)) ? Optional.empty() : Optional.of(name));
  }

  /** Returns whether a path lies in a folder, or is it. */
  static boolean isWithin(String path, String folder) {
    return Path.of(path).normalize().startsWith(Path.of(folder).normalize());
  }

  private static boolean meansFolder(String path) {
    return path.endsWith("/") || path.endsWith("/.");
  }

  private static String lastPart(String path) {
    String trimmed = stripSlashes(path);
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  private static String stripSlashes(String path) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
