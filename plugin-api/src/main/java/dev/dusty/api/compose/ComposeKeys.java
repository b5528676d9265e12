package dev.dusty.api.compose;

import dev.dusty.api.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Compose service keys that mean something to Dusty, so that the check that warns about a key
 * and the target that translates it go by one table.
 *
 * <p>Old keys are those of the first Compose file format (before {@code version: "2"}) that the
 * Compose Specification no longer knows.
 *
 * @since 1.0
 */
public final class ComposeKeys {

  /**
   * Service keys of the first Compose file format, with the key that replaces each; a key inside
   * another one is written with a dot.
   */
  public static final Map<String, String> OLD_KEYS = oldKeys();

  /** Service keys that are Dusty's own in an app, and have no effect in its {@code compose}. */
  public static final Set<String> DUSTY_OWN =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(
              List.of("command", "entrypoint", "working_dir", "container_name", "user")));

  private ComposeKeys() {}

  private static Map<String, String> oldKeys() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("net", "network_mode");
    keys.put("dockerfile", "build.dockerfile");
    keys.put("log_driver", "logging.driver");
    keys.put("log_opt", "logging.options");
    return Collections.unmodifiableMap(keys);
  }

  /**
   * The network stack that a container asks for.
   *
   * @param key the key that asks for it: {@code network_mode} or the old {@code net}
   * @param mode what is asked for: {@code host}, {@code none}, {@code bridge}, {@code
   *     container:NAME}, {@code service:NAME} or the name of a network
   * @since 1.0
   */
  public record Network(String key, String mode) {

    /**
     * Returns the container or service whose network stack is shared: the name behind {@code
     * container:} or {@code service:}. In the first format {@code container:} named a service of
     * the same file too, so whether it is one of ours is the caller's to look up.
     */
    public Optional<String> target() {
      for (String prefix : List.of("container:", "service:")) {
        if (mode.startsWith(prefix)) {
          return Optional.of(mode.substring(prefix.length()));
        }
      }
      return Optional.empty();
    }

    /**
     * Returns whether the container has no network stack of its own, so that it can have neither
     * published ports nor host names nor links.
     */
    public boolean isShared() {
      return mode.equals("host") || mode.equals("none") || target().isPresent();
    }
  }

  /**
   * Returns the network stack that a container asks for, if it asks for any.
   *
   * @param compose the container's Compose keys; {@code network_mode} counts before {@code net}
   */
  public static Optional<Network> network(Value.Entries compose) {
    for (String key : List.of("network_mode", "net")) {
      Optional<String> mode =
          compose.get(key).filter(value -> !value.isMissing()).flatMap(Value::scalar);
      if (mode.isPresent()) {
        return mode.map(text -> new Network(key, text));
      }
    }
    return Optional.empty();
  }
}
