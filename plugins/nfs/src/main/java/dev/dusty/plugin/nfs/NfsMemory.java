package dev.dusty.plugin.nfs;

import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What an earlier {@code up} mounted, and how.
 *
 * @param options the options of all mounts
 * @param paths the mount points, without those that a test has asked for since
 */
record NfsMemory(String options, NavigableSet<String> paths) {

  /** Copies the paths, which have no control characters. */
  NfsMemory {
    paths = new TreeSet<>(paths);
  }

  /** Reads it as {@link #text} wrote it; empty where nothing was mounted yet. */
  static Optional<NfsMemory> of(String text) {
    return text.lines()
        .findFirst()
        .map(options -> new NfsMemory(options, new TreeSet<>(text.lines().skip(1).toList())));
  }

  /** Returns the same options with other paths. */
  NfsMemory with(NavigableSet<String> others) {
    return new NfsMemory(options, others);
  }

  String text() {
    StringBuilder text = new StringBuilder(options).append('\n');
    paths.forEach(path -> text.append(path).append('\n'));
    return text.toString();
  }

  /** Returns the text that is kept; empty where there is none. */
  static String read(StepContext context) throws IOException {
    try {
      return Files.readString(file(context));
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** Keeps a text; an empty one removes it. */
  static void write(StepContext context, String text) throws IOException {
    if (text.isEmpty()) {
      Files.deleteIfExists(file(context));
    } else if (!text.equals(read(context))) {
      Path temporary = context.files().state().resolve("mounts.new");
      Files.writeString(temporary, text);
      Files.move(temporary, file(context), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static Path file(StepContext context) {
    return context.files().state().resolve("mounts");
  }
}
