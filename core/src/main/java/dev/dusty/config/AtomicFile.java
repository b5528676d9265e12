package dev.dusty.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes files so that a reader, or whoever is left after a crash, finds the old or the new one.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * Replaces a file whole or not at all; its folder is made where it is missing. What was written
   * survives a crash of the computer.
   *
   * @param file the file, absolute
   * @param text its new content, written as UTF-8
   * @param permissions its mode, as {@code rw-r--r--}
   * @throws IOException if it cannot be written; the former file is then still there
   */
  public static void write(Path file, String text, String permissions) throws IOException {
    Path folder = file.getParent();
    if (folder == null) {
      throw new IOException("'" + file + "' is in no folder");
    }
    Files.createDirectories(folder);
    Set<PosixFilePermission> mode = PosixFilePermissions.fromString(permissions);
    Path temporary = Files.createTempFile(folder, ".dusty", null);
    try {
      Files.setPosixFilePermissions(temporary, mode);
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw of(file, e);
    } finally {
      Files.deleteIfExists(temporary);
    }
    force(folder);
  }

  /** A channel does not say which file it was that could not be written. */
  private static IOException of(Path file, IOException failure) {
    if (failure instanceof FileSystemException) {
      return failure;
    }
    FileSystemException named =
        new FileSystemException(file.toString(), null, failure.getMessage());
    named.initCause(failure);
    return named;
  }

  /** Makes the entries of a folder survive a crash of the computer. */
  public static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
