package dev.dusty.plugin.compose;

import dev.dusty.api.compose.ComposeKeys;
import dev.dusty.api.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a container's Compose keys as the Compose Specification wants them: those of the first file
 * format translated, and those left out that cannot go along with the container's network.
 */
final class OldFormat {

  private static final Map<String, String> NEW_KEYS = ComposeKeys.OLD_KEYS;

  private OldFormat() {}

  /**
   * Returns the keys in their written order, a translated one at the place of the first that it
   * stands for. Keys without a value are left out. {@code ports} and {@code extra_hosts} are left
   * out too: {@link Networks} has them.
   */
  static Map<String, Value> translate(ComposeSpec spec, Networks networks) {
    Networks.Stack stack = networks.stack(spec.name());
    Map<String, Value> keys = new LinkedHashMap<>();
    spec.keys()
        .entries()
        .forEach(
            (key, value) -> {
              if (value.isMissing()) {
                return;
              }
              switch (NEW_KEYS.getOrDefault(key, key)) {
                case "network_mode" ->
                    stack.mode().ifPresent(mode -> keys.put("network_mode", Value.text(mode)));
                case "build.dockerfile" -> merge(keys, "build", "context", "dockerfile", value);
                case "logging.driver" -> merge(keys, "logging", "driver", "driver", value);
                case "logging.options" -> merge(keys, "logging", "driver", "options", value);
                case "build" -> mergeAll(keys, "build", "context", value);
                case "logging" -> mergeAll(keys, "logging", "driver", value);
                case "volumes_from" -> keys.put(key, volumesFrom(spec, networks));
                // Strings, whatever they look like: Compose takes neither `user: 1000` nor, in its
                // first generation, `restart: no`.
                case "cpuset", "domainname", "hostname", "restart", "user" ->
                    keys.put(key, value.scalar().map(Value::text).orElse(value));
                case "links" -> {
                  if (stack.takesLinks()) {
                    keys.put(key, value);
                  }
                }
                case "networks" -> {
                  if (stack.mode().isEmpty()) {
                    keys.put(key, value);
                  }
                }
                case "expose" -> {
                  if (stack.owner().isEmpty()) {
                    keys.put(key, value);
                  }
                }
                case "ports", "extra_hosts", "volume_driver" -> {}
                default -> keys.put(key, value);
              }
            });
    return keys;
  }

  /** Puts one old key into the map that has taken its place; what the map says itself counts. */
  private static void merge(
      Map<String, Value> keys, String key, String scalarKey, String name, Value value) {
    Map<String, Value> merged = asMap(keys.get(key), scalarKey);
    merged.putIfAbsent(name, value);
    keys.put(key, new Value.Entries(merged));
  }

  private static void mergeAll(Map<String, Value> keys, String key, String scalarKey, Value value) {
    if (!keys.containsKey(key)) {
      keys.put(key, value);
      return;
    }
    Map<String, Value> merged = asMap(value, scalarKey);
    asMap(keys.get(key), scalarKey).forEach(merged::putIfAbsent);
    keys.put(key, new Value.Entries(merged));
  }

  private static Map<String, Value> asMap(@Nullable Value value, String scalarKey) {
    Map<String, Value> map = new LinkedHashMap<>();
    if (value instanceof Value.Entries entries) {
      map.putAll(entries.entries());
    } else if (value != null) {
      map.put(scalarKey, value);
    }
    return map;
  }

  /** To the first format a name could be that of any container, which now has to be said. */
  private static Value volumesFrom(ComposeSpec spec, Networks networks) {
    List<String> items =
        spec.list("volumes_from").stream()
            .map(
                item ->
                    item.scalar()
                        .orElseThrow(
                            () ->
                                Shapes.wrongShape(spec.place(), "volumes_from", "a list of names")))
            .map(item -> volumesFrom(item, networks))
            .toList();
    return Value.texts(items);
  }

  private static String volumesFrom(String item, Networks networks) {
    String prefix = "container:";
    String container = item.startsWith(prefix) ? item.substring(prefix.length()) : item;
    int colon = container.indexOf(':');
    String name = colon < 0 ? container : container.substring(0, colon);
    String mode = colon < 0 ? "" : container.substring(colon);
    Optional<String> ours = networks.ours(name);
    return ours.map(own -> own + mode).orElse(prefix + container);
  }
}
