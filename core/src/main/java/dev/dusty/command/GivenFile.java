package dev.dusty.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * A file that a caller gives to a command.
 *
 * @param mode who may do what with it; empty where it is no regular file
 * @param content what is in it
 */
public record GivenFile(Optional<Set<PosixFilePermission>> mode, InputStream content)
    implements AutoCloseable {

  @Override
  public void close() throws IOException {
    content.close();
  }
}
