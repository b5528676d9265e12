package dev.dusty.client;

import dev.dusty.protocol.Message;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The file that the daemon wants, in pieces. It is opened here, with the rights and in the folder
 * of whoever typed its name; what a shell makes of {@code <(command)} can be read nowhere else.
 */
final class SentFile {

  private static final int PIECE = 1 << 18;

  private String name = "";
  private String mode = "";
  private @Nullable InputStream open;

  /** Returns the next piece of a file; one that is not the last one asked for is opened. */
  Message next(String file) {
    try {
      InputStream in = open;
      if (in == null || !file.equals(name)) {
        in = open(file);
      }
      return new Message.Piece(mode, in.readNBytes(PIECE));
    } catch (IOException e) {
      return new Message.Unreadable(reason(file, e));
    }
  }

  private InputStream open(String file) throws IOException {
    boolean standardInput = file.equals("-");
    InputStream in =
        standardInput ? new FileInputStream(FileDescriptor.in) : new FileInputStream(file);
    mode = standardInput ? "" : mode(Path.of(file));
    name = file;
    open = in;
    return in;
  }

  private static String mode(Path file) throws IOException {
    return Files.isRegularFile(file)
        ? PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
        : "";
  }

  /** The JDK says {@code file (reason)}. */
  private static String reason(String file, IOException e) {
    String message = String.valueOf(e.getMessage());
    boolean both =
        e instanceof FileNotFoundException
            && message.startsWith(file + " (")
            && message.endsWith(")");
    return both ? message.substring(file.length() + 2, message.length() - 1) : message;
  }
}
