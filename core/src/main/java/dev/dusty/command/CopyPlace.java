package dev.dusty.command;

import java.util.Optional;

/**
 * Where something is copied from or to, as it was typed.
 *
 * @param typed what was typed
 * @param container the name of a container; empty for this computer
 * @param path the path there, as it was typed; counts from the root folder of a container
 */
public record CopyPlace(String typed, Optional<String> container, String path) {

  /**
   * Returns what somebody means, by the rule of {@code docker cp}: what is before the first colon
   * is a container, but for paths that begin with {@code /} or {@code .}.
   */
  public static CopyPlace of(String typed) {
    int colon = typed.indexOf(':');
    return colon <= 0 || typed.startsWith("/") || typed.startsWith(".")
        ? new CopyPlace(typed, Optional.empty(), typed)
        : new CopyPlace(typed, Optional.of(typed.substring(0, colon)), typed.substring(colon + 1));
  }

  /** Returns whether it is on this computer, or a standard stream. */
  public boolean isLocal() {
    return container.isEmpty();
  }

  /** Returns the path in the container, from its root. */
  String absolute() {
    return path.startsWith("/") ? path : "/" + path;
  }
}
