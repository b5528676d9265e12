package dev.dusty.plugin.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of the containers that were brought up last.
 *
 * @param containers by name
 */
record Deployed(Map<String, Entry> containers) {

  static final Deployed NOTHING = new Deployed(Map.of());

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * One container.
   *
   * @param id the container that all this is true of
   * @param parts the fingerprints of its definition's parts
   * @param commandFile the text of its command file
   * @param dockerfile the fingerprint of the Dockerfile that its image was built from, or empty
   * @param born the host names that it was created with
   * @param learned the host names that it was given later
   */
  record Entry(
      String id,
      Map<String, String> parts,
      String commandFile,
      String dockerfile,
      List<String> born,
      List<String> learned) {
    Entry {
      parts = new TreeMap<>(parts);
      born = List.copyOf(born);
      learned = List.copyOf(learned);
    }

    Entry withLearned(List<String> names) {
      return new Entry(id, parts, commandFile, dockerfile, born, names);
    }
  }

  Deployed {
    containers = new TreeMap<>(containers);
  }

  /** Returns what is known of a container, if it is still the same. */
  Optional<Entry> of(Present present) {
    return Optional.ofNullable(containers.get(present.name()))
        .filter(entry -> entry.id().equals(present.id()));
  }

  /** Reads a file; one that is not there, or that is damaged, knows of nothing. */
  static Deployed read(Path file) throws IOException {
    return Files.exists(file) ? parse(Files.readString(file)) : NOTHING;
  }

  static Deployed parse(String json) {
    try {
      return JSON.readValue(json, Deployed.class);
    } catch (JsonProcessingException | NullPointerException e) {
      // It only makes causes more precise: what is deployed is seen from the containers' labels.
      return NOTHING;
    }
  }

  String toJson() {
    return json(this);
  }

  /** Writes a value that consists of records. */
  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records can be written", e);
    }
  }

  static <T> T parse(String json, Class<T> type) throws IOException {
    return JSON.readValue(json, type);
  }
}
