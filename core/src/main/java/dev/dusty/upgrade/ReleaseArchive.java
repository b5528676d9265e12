package dev.dusty.upgrade;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Cancellation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * The archive of a release: a folder {@code dusty} with plain files and folders, and nothing else.
 *
 * @param file the {@code .tar.gz}
 */
record ReleaseArchive(Path file) {

  private static final String FOLDER = "dusty";
  private static final int MOST_FILES = 20_000;
  private static final long MOST_BYTES = 2L << 30;
  private static final int EXECUTABLE = 0100;

  /**
   * Unpacks what is in its folder. Files are root's or whoever's this process is, readable by all,
   * and writable by their owner alone; what was written survives a crash of the computer.
   *
   * @param to the folder, which is empty
   * @throws UserError if something in it has no place there
   */
  void unpack(Path to, Cancellation cancellation) throws IOException {
    try (TarArchiveInputStream tar = open()) {
      long bytes = 0;
      int files = 0;
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        cancellation.check();
        bytes += entry.getSize();
        files++;
        if (bytes > MOST_BYTES || files > MOST_FILES) {
          throw refused("it is too large");
        }
        unpack(tar, entry, place(entry, to));
      }
    }
    Files.setPosixFilePermissions(to, mode(true));
    if (!Files.isExecutable(to.resolve("bin/dusty"))) {
      throw refused("it has no bin/dusty");
    }
  }

  private TarArchiveInputStream open() throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      return new TarArchiveInputStream(
          new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16), "UTF-8");
    } catch (IOException e) {
      in.close();
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private static Path place(TarArchiveEntry entry, Path to) {
    Path path;
    try {
      path = Path.of(entry.getName());
    } catch (InvalidPathException e) {
      throw refused("it has a file whose name is none");
    }
    boolean leadsOut = path.isAbsolute() || !path.normalize().equals(path);
    if (leadsOut || !path.getName(0).toString().equals(FOLDER)) {
      throw refused("'" + entry.getName() + "' has no place there");
    }
    return path.getNameCount() == 1 ? to : to.resolve(path.subpath(1, path.getNameCount()));
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path to)
      throws IOException {
    byte kind = entry.getLinkFlag();
    if (entry.isDirectory()) {
      folder(to);
      return;
    }
    if (kind != TarConstants.LF_NORMAL && kind != TarConstants.LF_OLDNORM) {
      throw refused("'" + entry.getName() + "' is neither a file nor a folder");
    }
    if (Files.exists(to)) {
      throw refused("'" + entry.getName() + "' is in it twice");
    }
    folder(parent(to));
    try (FileChannel out =
        FileChannel.open(to, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      tar.transferTo(Channels.newOutputStream(out));
      Files.setPosixFilePermissions(to, mode((entry.getMode() & EXECUTABLE) != 0));
      out.force(true);
    }
    // The start-up caches go by the times of the jars.
    Files.setLastModifiedTime(to, entry.getLastModifiedTime());
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  /** For all to enter, whatever the mask is. */
  private static void folder(Path folder) throws IOException {
    Path above = folder.getParent();
    if (!Files.isDirectory(folder) && above != null) {
      folder(above);
      Files.createDirectory(folder);
      Files.setPosixFilePermissions(folder, mode(true));
    }
  }

  private static Set<PosixFilePermission> mode(boolean executable) {
    Set<PosixFilePermission> mode =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if (executable) {
      mode.add(PosixFilePermission.OWNER_EXECUTE);
      mode.add(PosixFilePermission.GROUP_EXECUTE);
      mode.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return mode;
  }

  private static UserError refused(String why) {
    return new UserError(
        "release-archive",
        "the release cannot be unpacked: " + why,
        "tell whoever made it; nothing was changed");
  }
}
