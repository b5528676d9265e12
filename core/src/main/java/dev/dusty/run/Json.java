package dev.dusty.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dusty.config.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Records in files of Dusty's own, as JSON. */
final class Json {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private Json() {}

  /**
   * Reads a record; empty if there is no such file, or it is not such a record: it is Dusty's own
   * file, so that a damaged one is nothing that a user could mend.
   */
  static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
    try {
      return Optional.ofNullable(MAPPER.readValue(Files.readAllBytes(file), type));
    } catch (NoSuchFileException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Writes a record durably, for root's eyes alone. */
  static void write(Path file, Object value) throws IOException {
    AtomicFile.write(file, MAPPER.writeValueAsString(value), "rw-------");
  }
}
