package dev.dusty.distribution.bed;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of eight mebibytes, in memory, mounted at a folder; closing it takes it away. */
public final class SmallDisk implements AutoCloseable {

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one; skips the calling test, or fails it, where that is impossible. */
  public static SmallDisk mount(Path folder) {
    Parts.requireCommand("sh", "-c", "[ \"$(id -u)\" = 0 ] && [ \"$(uname)\" = Linux ]");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Shell.run(folder, "mount", "-t", "tmpfs", "-o", "size=8m,mode=755", "none", folder.toString())
        .orFail();
    return new SmallDisk(folder);
  }

  /** Leaves no room. */
  public void fill() {
    try (OutputStream out = Files.newOutputStream(filler())) {
      byte[] page = new byte[4096];
      while (true) {
        out.write(page);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left on device")) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Takes away what {@link #fill} has put there. */
  public void makeRoom() {
    try {
      Files.delete(filler());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  @Override
  public void close() {
    // Lazily, as whoever used it may just be ending.
    Shell.run(Path.of("/"), "umount", "-l", folder.toString()).orFail();
  }
}
