package dev.dusty.command;

import dev.dusty.config.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The last warnings and errors of the daemon, in a file of bounded size that outlives it: for
 * {@code dusty dump}.
 *
 * @param file the file; its folder need not be there
 */
public record LastErrors(Path file) {

  private static final int MOST_BYTES = 128 << 10;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  /** Returns those of the daemon with a state folder. */
  public static LastErrors in(Path state) {
    return new LastErrors(state.resolve("last-errors.log"));
  }

  /** Adds one, of a line or more. What cannot be written is lost: it is in the log all the same. */
  public void add(String text) {
    StringBuilder lines = new StringBuilder();
    String time = TIME.format(LocalDateTime.now(ZoneId.systemDefault()));
    text.lines().forEach(line -> lines.append(time).append("  ").append(line).append('\n'));
    // One file for all instances.
    synchronized (LastErrors.class) {
      try {
        cut();
        if (!Files.exists(file)) {
          Files.createFile(
              file,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, lines, StandardOpenOption.APPEND);
      } catch (IOException e) {
        // The folder is made by the daemon's start, or the disk is full.
      }
    }
  }

  /**
   * Returns the last lines, the oldest first; none if there is nothing to tell.
   *
   * @throws IOException if they cannot be read
   */
  public List<String> lines(int most) throws IOException {
    try {
      List<String> lines =
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - most), lines.size());
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** Keeps the younger half of a file that has grown too large. */
  private void cut() throws IOException {
    if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      String half = text.substring(text.length() / 2);
      AtomicFile.write(file, half.substring(half.indexOf('\n') + 1), "rw-------");
    }
  }
}
