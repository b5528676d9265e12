package dev.dusty.plugin.compose;

import dev.dusty.api.UserError;
import dev.dusty.api.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads Compose values that come in more than one shape. */
final class Shapes {

  private Shapes() {}

  /** Returns the items of a list; none where the value is missing. */
  static List<Value> list(String spec, String key, Optional<Value> value) {
    if (value.isEmpty() || value.get().isMissing()) {
      return List.of();
    }
    if (value.get() instanceof Value.Items items) {
      return items.items();
    }
    throw wrongShape(spec, key, "a list");
  }

  /**
   * Returns the entries of a map, or of a list of {@code name=value}; a name that is listed twice
   * counts at its last place in value and at its first in order.
   *
   * @param bare the value of a list's item that has no {@code =}
   */
  static Map<String, Value> assignments(
      String spec, String key, Optional<Value> value, Value bare) {
    Map<String, Value> entries = new LinkedHashMap<>();
    if (value.isEmpty() || value.get().isMissing()) {
      return entries;
    }
    if (value.get() instanceof Value.Entries map) {
      map.entries().forEach((name, entry) -> entries.put(name, textIfTruth(entry)));
      return entries;
    }
    if (value.get() instanceof Value.Items items) {
      for (Value item : items.items()) {
        String text =
            item.scalar().orElseThrow(() -> wrongShape(spec, key, "a list of name=value"));
        int equals = text.indexOf('=');
        if (equals < 0) {
          entries.put(text, bare);
        } else {
          entries.put(text.substring(0, equals), Value.text(text.substring(equals + 1)));
        }
      }
      return entries;
    }
    throw wrongShape(spec, key, "a map or a list of name=value");
  }

  /** Compose 1 refuses a truth value here, and Compose 2 takes it as it was written. */
  private static Value textIfTruth(Value value) {
    return value instanceof Value.Plain plain
            && !plain.isNull()
            && YamlScalar.isWord(plain.source())
        ? Value.text(plain.source())
        : value;
  }

  static UserError wrongShape(String spec, String key, String expected) {
    return new UserError(
        "compose-key-shape",
        spec + ": '" + key + "' under 'compose' is not " + expected,
        null,
        expected,
        "write '" + key + "' as Compose expects it");
  }
}
