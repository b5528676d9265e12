package dev.dusty.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of one plugin.
 *
 * @param id its id, or its file's name where it does not tell one
 * @param version its version, or empty
 * @param description what it says of itself, or empty
 * @param source its jar or folder
 * @param steps its extensions, each as kind and name: {@code compile nginx}
 * @param state whether it is used
 * @param reason why it is not used, and what to do; empty where it is
 */
public record PluginReport(
    String id,
    String version,
    String description,
    Path source,
    List<String> steps,
    State state,
    String reason) {

  /** Whether a plugin is used. */
  public enum State {
    /** It is used. */
    LOADED,
    /** A team's plugin of the same id is used in its place. */
    REPLACED,
    /** It cannot be used. */
    REFUSED
  }

  /** Copies the steps. */
  public PluginReport {
    steps = List.copyOf(steps);
  }
}
