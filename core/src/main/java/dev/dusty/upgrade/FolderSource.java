package dev.dusty.upgrade;

import dev.dusty.api.step.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * Releases in a folder of this computer.
 *
 * @param folder the folder, absolute
 */
record FolderSource(Path folder) implements ReleaseSource {

  private static final int PIECE = 1 << 16;

  @Override
  public void fetch(String name, Path to, long most, Cancellation cancellation, LongConsumer sofar)
      throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw ReleaseSource.failure(file.toString(), "there is no such file");
    }
    long copied = 0;
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = Files.newOutputStream(to)) {
      byte[] piece = new byte[PIECE];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        cancellation.check();
        copied += read;
        if (copied > most) {
          throw ReleaseSource.tooLarge(file.toString(), most);
        }
        out.write(piece, 0, read);
        sofar.accept(copied);
      }
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
