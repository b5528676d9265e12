package dev.dusty.api.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A piece of YAML whose meaning belongs to whoever reads it in the end, such as the keys of a
 * Compose service.
 *
 * <p>Scalars keep the form in which the user wrote them, so that a port {@code 22:22} or a mode
 * {@code 0755} reaches Compose as written and means there what Compose says it means.
 *
 * @since 1.0
 */
public sealed interface Value {

  /**
   * A string: a quoted or block scalar, or a plain one that no YAML version reads as anything else.
   *
   * @param text the string, escapes resolved
   * @since 1.0
   */
  record Text(String text) implements Value {}

  /**
   * A plain scalar that some YAML version reads as a number, truth value, date or null.
   *
   * @param source the scalar as it was written; empty for a missing value
   * @since 1.0
   */
  record Plain(String source) implements Value {

    /** A missing value, as in {@code key:}. */
    public static final Plain NULL = new Plain("");

    /** Returns whether this is one of YAML's ways to write null. */
    public boolean isNull() {
      return switch (source) {
        case "", "~", "null", "Null", "NULL" -> true;
        default -> false;
      };
    }
  }

  /**
   * A sequence.
   *
   * @param items the items in written order
   * @since 1.0
   */
  record Items(List<Value> items) implements Value {
    /** Copies the items. */
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * A mapping with string keys; other keys are known by the text in which they were written.
   *
   * @param entries the entries in written order
   * @since 1.0
   */
  record Entries(Map<String, Value> entries) implements Value {

    /** No entries. */
    public static final Entries NONE = new Entries(Map.of());

    /** Copies the entries, in their order. */
    public Entries {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** Returns the value behind a key, if the key is there. */
    public Optional<Value> get(String key) {
      return Optional.ofNullable(entries.get(key));
    }

    /** Returns whether the key is there. */
    public boolean has(String key) {
      return entries.containsKey(key);
    }
  }

  /** Returns a string value. */
  static Value text(String text) {
    return new Text(text);
  }

  /** Returns a whole number. */
  static Value number(long number) {
    return new Plain(Long.toString(number));
  }

  /** Returns a sequence of strings. */
  static Value texts(Collection<String> texts) {
    List<Value> items = new ArrayList<>(texts.size());
    texts.forEach(text -> items.add(new Text(text)));
    return new Items(items);
  }

  /** Returns a scalar as it was written, or empty for a sequence or mapping. */
  default Optional<String> scalar() {
    if (this instanceof Text text) {
      return Optional.of(text.text());
    }
    return this instanceof Plain plain ? Optional.of(plain.source()) : Optional.empty();
  }

  /** Returns whether this is a missing or null value. */
  default boolean isMissing() {
    return this instanceof Plain plain && plain.isNull();
  }
}
