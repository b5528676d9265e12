package dev.dusty.plugin.nginx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Remembers which config nginx has loaded.
 *
 * @param state the step's own folder
 */
record LoadedHash(Path state) {

  /** Returns what stands for a config. */
  static String of(String config) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(config.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  Optional<String> read() throws IOException {
    try {
      return Optional.of(Files.readString(file()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Remembers a hash, or that none is known. */
  void write(Optional<String> hash) throws IOException {
    if (hash.isEmpty()) {
      Files.deleteIfExists(file());
    } else {
      Path temporary = state.resolve("loaded.new");
      Files.writeString(temporary, hash.get());
      Files.move(temporary, file(), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private Path file() {
    return state.resolve("loaded");
  }
}
