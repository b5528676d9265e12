package dev.dusty.plugin.vmlima;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dusty.api.UserError;
import dev.dusty.api.machine.Machine;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A VM as Lima knows it.
 *
 * @param status whether it runs
 * @param memory its memory in bytes; 0 where Lima does not say
 * @param errors what Lima finds wrong with it
 */
record Instance(Status status, long memory, List<String> errors) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What Lima says of a VM. */
  enum Status {
    /** It runs. */
    RUNNING,
    /** It does not run, and can be started. */
    STOPPED,
    /** A part of it runs, such as one whose other process was killed; or it cannot be read. */
    BROKEN;

    private static Status of(String word) {
      return switch (word) {
        case "Running" -> RUNNING;
        // No word is what there is for one whose definition cannot be read.
        case "Broken", "" -> BROKEN;
        // "Stopped", and words for one whose making was interrupted, which a start goes on with.
        default -> STOPPED;
      };
    }
  }

  /** Copies the errors. */
  Instance {
    errors = List.copyOf(errors);
  }

  /**
   * Finds a VM in the output of {@code limactl list --json}, which has one JSON object for each.
   *
   * @return empty if there is none of that name
   * @throws UserError if the output is no JSON
   */
  static Optional<Instance> find(String output, String name) {
    try (MappingIterator<JsonNode> all = JSON.readerFor(JsonNode.class).readValues(output)) {
      while (all.hasNextValue()) {
        JsonNode one = all.nextValue();
        if (one.path("name").asText().equals(name)) {
          return Optional.of(of(one));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      UserError unreadable =
          new UserError(
              "lima-answer",
              "what 'limactl list --json' says cannot be read",
              "see with 'limactl list --json " + name + "' what it says, and update Lima");
      unreadable.initCause(e);
      throw unreadable;
    }
  }

  private static Instance of(JsonNode json) {
    return new Instance(
        Status.of(json.path("status").asText()),
        json.path("memory").asLong(),
        json.path("errors").valueStream().map(JsonNode::asText).toList());
  }

  /** Returns the state in the words of the contract. */
  Machine.State state() {
    return switch (status) {
      case RUNNING -> Machine.State.RUNNING;
      case STOPPED, BROKEN -> Machine.State.STOPPED;
    };
  }
}
