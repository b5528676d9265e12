package dev.dusty.api.text;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.dusty.api.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A file of the system, such as the hosts file, that must be whole at any moment and in which only
 * a {@linkplain MarkedSection section} is Dusty's. Its text is one char a byte, so that nothing of
 * it is lost whatever its encoding is.
 *
 * @param path where it is; a symbolic link is followed, and stays one
 * @param code the code of the error where it cannot be written: {@code hosts-unwritable}
 * @param remedy what is to be done then
 * @since 1.0
 */
public record SystemFile(Path path, String code, String remedy) {

  /** One char a byte. */
  public static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
  private static final int MOST_LINKS = 40;

  /** Returns a text in the form that this file's text has: one char for each byte of its UTF-8. */
  public static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), BYTES);
  }

  /** Returns its name, for messages. */
  public String name() {
    return path.toString();
  }

  /**
   * Returns the whole text, or empty where there is no file.
   *
   * @throws IOException if it cannot be read
   */
  public Optional<String> read() throws IOException {
    try {
      return Optional.of(Files.readString(target(), BYTES));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Replaces the text; mode, owner and extended attributes stay. A file that is a mount point, as
   * in a container, cannot be replaced and is written in place.
   *
   * @throws UserError if it cannot be written; it is then as it was
   */
  public void write(String text) {
    byte[] bytes = text.getBytes(BYTES);
    try {
      Path target = target();
      if (isMountPoint(target)) {
        writeInPlace(target, bytes);
      } else {
        replace(target, bytes);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Removes the file; a link to it stays.
   *
   * @throws UserError if it cannot be removed
   */
  public void delete() {
    try {
      Path target = target();
      Files.deleteIfExists(target);
      sync(folder(target));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Returns whether {@link #write} can be expected to work.
   *
   * @throws IOException if its folder cannot be looked at
   */
  public boolean isWritable() throws IOException {
    Path target = target();
    return Files.isWritable(isMountPoint(target) ? target : folder(target));
  }

  /** Returns the error that says that it cannot be written, and why. */
  public UserError unwritable(String reason) {
    return new UserError(code, name() + " cannot be written: " + reason, remedy);
  }

  private UserError unwritable(IOException e) {
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    // Java has classes, and no words, for the most frequent reasons.
    UserError error =
        unwritable(
            e instanceof NoSuchFileException
                ? "its folder is missing"
                : reason == null ? "access is denied" : reason);
    error.initCause(e);
    return error;
  }

  private static void replace(Path target, byte[] bytes) throws IOException {
    Path temporary = unfinished(target);
    Files.deleteIfExists(temporary);
    try {
      if (Files.exists(target)) {
        Files.copy(target, temporary, StandardCopyOption.COPY_ATTRIBUTES);
      } else {
        Files.createFile(temporary);
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
      }
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.WRITE, NOFOLLOW_LINKS)) {
        channel.truncate(0);
        writeAll(channel, bytes);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      sync(folder(target));
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Removes what a killed process left beside the file.
   *
   * @throws IOException if it cannot be removed
   */
  public void removeUnfinished() throws IOException {
    Files.deleteIfExists(unfinished(target()));
  }

  /** One name, so that what a killed process left is not there for ever. */
  private static Path unfinished(Path target) {
    return folder(target).resolve("." + target.getFileName() + ".dusty-new");
  }

  /** First written over and then cut, so that no reader ever sees an empty file. */
  private static void writeInPlace(Path target, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
      writeAll(channel, bytes);
      channel.truncate(bytes.length);
      channel.force(true);
    }
  }

  private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(true);
  }

  /** Makes a rename in a folder last. */
  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Returns the file behind the links; it need not be there. */
  private Path target() throws IOException {
    Path target = path;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemException(name(), null, "too many symbolic links");
      }
      target = folder(target).resolve(Files.readSymbolicLink(target));
    }
    Path folder = folder(target);
    return Files.exists(folder) ? folder.toRealPath().resolve(target.getFileName()) : target;
  }

  private static Path folder(Path file) {
    Path folder = file.getParent();
    return folder == null ? Path.of("/") : folder;
  }

  /** See proc_pid_mountinfo(5); the fifth field is the mount point, with spaces as octals. */
  private static boolean isMountPoint(Path target) throws IOException {
    if (!Files.exists(MOUNTS)) {
      return false;
    }
    String escaped =
        target
            .toString()
            .replace("\\", "\\134")
            .replace(" ", "\\040")
            .replace("\t", "\\011")
            .replace("\n", "\\012");
    try (var lines = Files.lines(MOUNTS, StandardCharsets.UTF_8)) {
      return lines.anyMatch(line -> line.split(" ", 6)[4].equals(escaped));
    }
  }
}
