package dev.dusty.run;

import dev.dusty.api.UserError;
import dev.dusty.config.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * A file of Dusty's in a folder of Dusty's. Containers may write in such folders, so no symbolic
 * link below it is ever followed: it could lead root anywhere.
 *
 * @param base the folder
 * @param path the file, below it
 * @param permissions its mode, as {@code rw-r--r--}
 */
record PlacedFile(Path base, Path path, String permissions) implements Comparable<PlacedFile> {

  private static final Comparator<PlacedFile> ORDER =
      Comparator.comparing(PlacedFile::path).thenComparing(PlacedFile::base);

  /** Returns the file's text; empty if it is not there, or is no plain file. */
  Optional<String> read() throws IOException {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && linkAbove().isEmpty()
        ? Optional.of(new String(Files.readAllBytes(path), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** Replaces the file whole, or not at all. */
  void write(String text) throws IOException {
    checkAbove();
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw folderInTheWay(path.toString());
    }
    AtomicFile.write(path, text, permissions);
  }

  /** Deletes the file, and folders above it that are empty then. */
  void delete() throws IOException {
    checkAbove();
    Files.deleteIfExists(path);
    AtomicFile.removeUnfinished(path);
    for (Path folder = path.getParent();
        folder != null && !folder.equals(base) && folder.startsWith(base) && isEmpty(folder);
        folder = folder.getParent()) {
      Files.delete(folder);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    }
  }

  private void checkAbove() {
    linkAbove()
        .ifPresent(
            link -> {
              throw linkInTheWay(link.toString());
            });
  }

  static UserError linkInTheWay(String link) {
    return new UserError(
        "link-in-the-way",
        "'" + link + "' is a symbolic link, which Dusty did not make",
        "remove it and try again; it may be a container's doing");
  }

  static UserError folderInTheWay(String folder) {
    return new UserError(
        "folder-in-the-way",
        "'" + folder + "' is a folder, where a file of Dusty's belongs",
        "remove it and try again; Docker makes one where a container mounts a file that is missing");
  }

  private Optional<Path> linkAbove() {
    for (Path above = path.getParent();
        above != null && !above.equals(base) && above.startsWith(base);
        above = above.getParent()) {
      if (Files.isSymbolicLink(above)) {
        return Optional.of(above);
      }
    }
    return Optional.empty();
  }

  @Override
  public int compareTo(PlacedFile other) {
    return ORDER.compare(this, other);
  }
}
