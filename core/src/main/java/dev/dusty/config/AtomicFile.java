package dev.dusty.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes files so that a reader, or whoever is left after a crash, finds the old or the new one.
 */
public final class AtomicFile {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final String UNFINISHED = ".dusty-new";

  private AtomicFile() {}

  /**
   * Replaces a file whole or not at all; its folder is made where it is missing. What was written
   * survives a crash of the computer. One thread at a time may write a file.
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
    Path temporary = unfinished(file);
    Files.deleteIfExists(temporary);
    try {
      // Whoever else can write in the folder may put a link in its place; none is followed.
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
              OWNER_ALONE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        // Whatever the mask is.
        Files.getFileAttributeView(
                temporary, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .setPermissions(mode);
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

  /** Removes what a writer of a file that was killed has left. */
  public static void removeUnfinished(Path file) throws IOException {
    Files.deleteIfExists(unfinished(file));
  }

  /** Removes what killed writers of any file in a folder have left; the folder may be missing. */
  public static void removeUnfinishedIn(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".*" + UNFINISHED)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** One name for each file, so that what a killed process left is not there for ever. */
  private static Path unfinished(Path file) {
    return file.resolveSibling("." + file.getFileName() + UNFINISHED);
  }

  /** Names the file itself: a channel says none, and others know nothing of the unfinished one. */
  private static IOException of(Path file, IOException failure) {
    if (failure instanceof FileSystemException of && of.getReason() == null) {
      return failure;
    }
    String reason =
        failure instanceof FileSystemException of ? of.getReason() : failure.getMessage();
    FileSystemException named = new FileSystemException(file.toString(), null, reason);
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
