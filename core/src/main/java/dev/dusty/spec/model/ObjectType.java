package dev.dusty.spec.model;

import dev.dusty.spec.yaml.Position;
import dev.dusty.spec.yaml.Problems;
import dev.dusty.spec.yaml.YamlNode;
import dev.dusty.spec.yaml.YamlNode.Entry;
import dev.dusty.spec.yaml.YamlNode.Mapping;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A map with known keys.
 *
 * @param <T> what it is read as
 */
final class ObjectType<T> implements Type<T> {

  /** What was read of a map, and where. */
  static final class Fields {
    private final Map<String, Object> values = new HashMap<>();
    private final Mapping node;
    private final Problems problems;
    private boolean complete = true;

    private Fields(Mapping node, Problems problems) {
      this.node = node;
      this.problems = problems;
    }

    /** Returns the value of a key that is required or has a default. */
    <V> V get(SpecKey<V> key) {
      V value = find(key);
      if (value == null) {
        throw new IllegalStateException("'" + key.name() + "' has neither value nor default");
      }
      return value;
    }

    /** Returns the value of a key, or null. */
    @SuppressWarnings("unchecked") // read by the type of the same key
    <V> @Nullable V find(SpecKey<V> key) {
      Object value = values.get(key.name());
      return value == null ? key.fallback() : (V) value;
    }

    /** Returns whether the key stands there with something behind it. */
    boolean has(SpecKey<?> key) {
      Entry entry = node.entry(key.name());
      return entry != null && !entry.value().isMissing();
    }

    /** Returns where a key stands, or else where the map begins. */
    Position position(SpecKey<?> key) {
      return node.find(key.name());
    }

    /** Returns the map itself. */
    Mapping node() {
      return node;
    }

    /** Returns where problems go. */
    Problems problems() {
      return problems;
    }

    /** Reports that what was read cannot be used. */
    void refuse(Position position, String message) {
      problems.error(position, message);
      complete = false;
    }
  }

  private final String title;
  private final List<SpecKey<?>> keys;
  private final Map<String, SpecKey<?>> byName;
  private final Function<String, String> unknownKeyHint;
  private final Function<Fields, @Nullable T> build;

  /**
   * Creates the type.
   *
   * @param title what the map describes, for editors
   * @param keys its keys, in the order in which people write them
   * @param unknownKeyHint what to add to the message about an unknown key that is like no known
   *     one; may be empty
   * @param build makes the value out of fields that are all there; it may still refuse them
   */
  ObjectType(
      String title,
      List<SpecKey<?>> keys,
      Function<String, String> unknownKeyHint,
      Function<Fields, @Nullable T> build) {
    this.title = title;
    this.keys = keys;
    this.byName =
        keys.stream()
            .collect(Collectors.toMap(SpecKey::name, key -> key, (a, b) -> a, LinkedHashMap::new));
    this.unknownKeyHint = unknownKeyHint;
    this.build = build;
  }

  ObjectType(String title, List<SpecKey<?>> keys, Function<Fields, @Nullable T> build) {
    this(title, keys, key -> "", build);
  }

  @Override
  public @Nullable T read(YamlNode node, String label, Problems problems) {
    if (!(node instanceof Mapping mapping)) {
      problems.error(node.position(), Types.wrong(label, "a map", node));
      return null;
    }
    Fields fields = new Fields(mapping, problems);
    Set<String> meant = new HashSet<>();
    for (Entry entry : mapping.entries()) {
      SpecKey<?> key = byName.get(entry.key());
      if (key == null) {
        problems.error(entry.position(), unknown(entry.key()));
        Suggestions.closest(entry.key(), byName.keySet()).ifPresent(meant::add);
      } else if (!entry.value().isMissing()) {
        Object value = key.type().read(entry.value(), "'" + key.name() + "'", problems);
        if (value != null) {
          fields.values.put(key.name(), value);
        } else if (key.fallback() == null && key.need() == SpecKey.Need.REQUIRED) {
          fields.complete = false;
        }
      }
    }
    for (SpecKey<?> key : keys) {
      boolean there = key.fallback() == null ? fields.has(key) : mapping.entry(key.name()) != null;
      if (key.need() == SpecKey.Need.REQUIRED && !there && meant.contains(key.name())) {
        // It is there, misspelt, and that is reported.
        fields.complete = false;
      } else if (key.need() == SpecKey.Need.REQUIRED && !there) {
        fields.refuse(fields.position(key), "missing required key '" + key.name() + "'");
      }
    }
    if (!fields.complete) {
      return null;
    }
    T result = build.apply(fields);
    return fields.complete ? result : null;
  }

  private String unknown(String name) {
    String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
    String message = "unknown key '" + shown.replaceAll("\\p{Cntrl}", " ") + "'";
    String suggestion = Suggestions.didYouMean(name, byName.keySet());
    if (suggestion.isEmpty()) {
      suggestion = unknownKeyHint.apply(name);
    }
    return message
        + (suggestion.isEmpty()
            ? "; known here: " + String.join(", ", byName.keySet())
            : suggestion);
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (SpecKey<?> key : keys) {
      Map<String, Object> property = new LinkedHashMap<>();
      property.put("description", key.description());
      if (key.need() == SpecKey.Need.REQUIRED && key.fallback() == null) {
        property.putAll(key.type().schema());
      } else {
        // A key with nothing behind it has its default.
        property.put("anyOf", List.of(key.type().schema(), Map.of("type", "null")));
      }
      if (key.fallback() instanceof Boolean || key.fallback() instanceof String) {
        property.put("default", key.fallback());
      }
      properties.put(key.name(), property);
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("title", title);
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put(
        "required",
        keys.stream()
            .filter(key -> key.need() == SpecKey.Need.REQUIRED)
            .map(SpecKey::name)
            .toList());
    schema.put("additionalProperties", false);
    return schema;
  }
}
