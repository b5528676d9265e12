package dev.dusty.plugin.compose;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A tar archive of one file or folder, the same under another name, as it is read. The first entry
 * is that file or folder; all others lie in it.
 */
final class RenamedArchive extends InputStream {

  private static final int BUFFER = 1 << 16;

  private final PipedInputStream pipe = new PipedInputStream(BUFFER);
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

  /** Begins to read an archive, which the caller closes. */
  RenamedArchive(InputStream archive, String name) throws IOException {
    PipedOutputStream sink = new PipedOutputStream(pipe);
    Thread.ofPlatform().daemon().name("archive").start(() -> rename(archive, name, sink));
  }

  private void rename(InputStream archive, String name, OutputStream sink) {
    try (sink) {
      try {
        rename(archive, sink, name);
      } catch (IOException | RuntimeException e) {
        // Before the end is there to be read.
        failure.set(e instanceof IOException io ? io : new IOException(e));
      }
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    }
  }

  private static void rename(InputStream archive, OutputStream sink, String name)
      throws IOException {
    String encoding = StandardCharsets.UTF_8.name();
    Ending ending = new Ending(archive);
    TarArchiveInputStream in = new TarArchiveInputStream(ending, encoding);
    // Not closed: whoever reads would see the end before it is known whether it is one.
    TarArchiveOutputStream out = new TarArchiveOutputStream(sink, encoding);
    out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    out.setAddPaxHeadersForNonAsciiNames(true);
    String root = null;
    for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
      root = root == null ? withoutSlash(entry.getName()) : root;
      boolean isFolder = entry.isDirectory();
      entry.setName(renamed(entry.getName(), root, name) + (isFolder ? "/" : ""));
      if (entry.isLink()) {
        entry.setLinkName(renamed(entry.getLinkName(), root, name));
      }
      out.putArchiveEntry(entry);
      in.transferTo(out);
      out.closeArchiveEntry();
    }
    out.finish();
    // What is left is padding; whoever sends it waits until it is taken.
    ending.transferTo(OutputStream.nullOutputStream());
    if (!ending.isThere()) {
      throw new IOException("the archive is cut off");
    }
  }

  private static String renamed(String path, String root, String name) throws IOException {
    if (!path.startsWith(root)) {
      throw new IOException("the archive of '%s' holds '%s'".formatted(root, path));
    }
    return name + withoutSlash(path.substring(root.length()));
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** Sees whether an archive has its end: two blocks of zeros, which its reader does not miss. */
  private static final class Ending extends FilterInputStream {
    private static final int BYTES = 1024;
    private int zeros;

    Ending(InputStream archive) {
      super(archive);
    }

    boolean isThere() {
      return zeros >= BYTES;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int start, int length) throws IOException {
      int count = super.read(bytes, start, length);
      for (int i = start; i < start + count; i++) {
        zeros = bytes[i] == 0 ? Math.min(BYTES, zeros + 1) : 0;
      }
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      // What is skipped is looked at too.
      return Math.max(0, read(new byte[(int) Math.min(count, BUFFER)]));
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int start, int length) throws IOException {
    int count = pipe.read(bytes, start, length);
    IOException failed = failure.get();
    if (count < 0 && failed != null) {
      // An archive that ends early is not to be taken for a whole one.
      throw failed;
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    pipe.close();
  }
}
