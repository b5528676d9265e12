package dev.dusty.plugin.vmlocal;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What is at the path of a link. */
sealed interface LinkPlace {

  /** Nothing. */
  record Empty() implements LinkPlace {}

  /** An empty folder; Docker makes one for a mount that is missing. */
  record EmptyFolder() implements LinkPlace {}

  /** A symbolic link, with what it says. */
  record Link(String target) implements LinkPlace {}

  /** Something that is not for Dusty to remove. */
  record Other() implements LinkPlace {}

  /** Looks. */
  static LinkPlace at(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return new Link(Files.readSymbolicLink(path).toString());
    }
    if (Files.isDirectory(path)) {
      try (var files = Files.newDirectoryStream(path)) {
        return files.iterator().hasNext() ? new Other() : new EmptyFolder();
      }
    }
    return Files.exists(path, NOFOLLOW_LINKS) ? new Other() : new Empty();
  }

  /** Puts a link at a path, in one step where there was a link or nothing. */
  static void link(Path path, String target) throws IOException {
    Path temporary = unfinished(path);
    Files.deleteIfExists(temporary);
    Files.createSymbolicLink(temporary, Path.of(target));
    if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
      Files.delete(path);
    }
    Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path unfinished(Path path) {
    return path.resolveSibling(".dusty-new-" + path.getFileName());
  }

  /** Returns this as a word for the journal; {@link #restore} reads it. */
  default String word() {
    return switch (this) {
      case Empty _ -> "";
      case EmptyFolder _ -> "folder";
      case Link link -> "-> " + link.target();
      case Other _ -> throw new IllegalStateException("what is not ours is never changed");
    };
  }

  /** Brings back what was at a path, whose parent is there. */
  static void restore(Path path, String word) throws IOException {
    if (word.startsWith("-> ")) {
      link(path, word.substring("-> ".length()));
      return;
    }
    Files.deleteIfExists(path);
    // What a killed process left.
    Files.deleteIfExists(unfinished(path));
    if (word.equals("folder")) {
      LocalFolders.makeReadable(path);
    }
  }

  /** Removes a folder that is empty; another one stays. */
  static void removeIfEmpty(Path folder) throws IOException {
    try {
      if (!Files.isSymbolicLink(folder)) {
        Files.deleteIfExists(folder);
      }
    } catch (DirectoryNotEmptyException | NoSuchFileException | NotDirectoryException e) {
      return;
    }
  }
}
