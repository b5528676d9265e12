package dev.dusty.distribution.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders of test parts. */
final class Folders {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private Folders() {}

  /**
   * Makes a folder for all users to enter. Its path is short, as the path of a socket must be, and
   * the folder for temporary files of macOS is not.
   */
  static Path make(String prefix) {
    try {
      Path folder = Files.createTempDirectory(Path.of("/tmp"), prefix);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Deletes a folder with all that is in it; what links lead to stays. Tries again for a while, as
   * a program that was ended may still write there.
   */
  static void delete(Path folder) {
    Wait.until("an empty folder " + folder, LIMIT, () -> isDeleted(folder));
  }

  private static boolean isDeleted(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        return false;
      }
      throw e;
    } catch (NoSuchFileException e) {
      return !Files.exists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
