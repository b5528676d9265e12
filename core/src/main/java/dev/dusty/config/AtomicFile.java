package dev.dusty.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
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
      }
      move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Puts a file in the place of another one, or where none is, in one step that survives a crash of
   * the computer.
   *
   * @param file in the same folder, or at least on the same disk
   * @param place absolute
   * @throws IOException if that is impossible; the former file is then still there
   */
  public static void move(Path file, Path place) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    Path folder = place.getParent();
    if (folder != null) {
      force(folder);
    }
  }

  /** Makes the entries of a folder survive a crash of the computer. */
  public static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
