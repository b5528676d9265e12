package dev.dusty.plugin.nfs;

import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was mounted, and how.
 *
 * @param options the options of all mounts
 * @param mounts by mount point
 */
record NfsMemory(String options, NavigableMap<String, Remembered> mounts) {

  /** Nothing. */
  static final NfsMemory NOTHING = new NfsMemory("", new TreeMap<>());

  /**
   * One mount.
   *
   * @param ofUp whether it was for {@code up}, and no test has asked for it since
   * @param folder which folder it was, as its file system knows it: one that was made anew has the
   *     same name, and is another one
   */
  record Remembered(boolean ofUp, String folder) {}

  /** Copies the map; the paths have no control characters. */
  NfsMemory {
    mounts = Collections.unmodifiableNavigableMap(new TreeMap<>(mounts));
  }

  /** Returns what {@link Remembered#folder} says of a folder. */
  static String identity(Path folder) throws IOException {
    return Files.getAttribute(folder, "unix:dev") + ":" + Files.getAttribute(folder, "unix:ino");
  }

  /** Reads what {@link #text} wrote. */
  static NfsMemory of(String text) {
    Optional<String> options = text.lines().findFirst();
    if (options.isEmpty()) {
      return NOTHING;
    }
    NavigableMap<String, Remembered> mounts = new TreeMap<>();
    text.lines()
        .skip(1)
        .map(line -> line.split("\t", 3))
        .filter(fields -> fields.length == 3)
        .forEach(
            fields -> mounts.put(fields[2], new Remembered(fields[0].equals("up"), fields[1])));
    return new NfsMemory(options.get(), mounts);
  }

  /** Returns it as a text; an empty one for nothing. */
  String text() {
    if (mounts.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder(options).append('\n');
    mounts.forEach(
        (path, mount) ->
            text.append(mount.ofUp() ? "up" : "test")
                .append('\t')
                .append(mount.folder())
                .append('\t')
                .append(path)
                .append('\n'));
    return text.toString();
  }

  /** Returns whether a mount point was mounted for {@code up}, and no test asked for it since. */
  boolean isOfUp(String path) {
    Remembered mount = mounts.get(path);
    return mount != null && mount.ofUp();
  }

  /** Returns whether what was mounted is another folder than the one that is there now. */
  boolean isOfAnother(String path, Path folder) throws IOException {
    Remembered mount = mounts.get(path);
    return mount != null && !mount.folder().equals(identity(folder));
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
