package dev.dusty.spec.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a YAML file that knows where it stands; aliases and merge keys are resolved. */
public sealed interface YamlNode {

  /** Returns where it begins. */
  Position position();

  /** Returns what it is, for a message: {@code a list}, {@code the number 5}. */
  String describe();

  /**
   * A scalar.
   *
   * @param text its text, escapes resolved; of a plain one, as written
   * @param type what YAML 1.1 takes it for, which is what most readers of spec files have done
   * @param plain whether it stands without quotes
   * @param position where it begins
   */
  record Scalar(String text, Type type, boolean plain, Position position) implements YamlNode {

    /** What a scalar is taken for. */
    public enum Type {
      /** Text. */
      TEXT,
      /** A number. */
      NUMBER,
      /** A truth value. */
      BOOLEAN,
      /** Nothing, or null. */
      NULL,
      /** A date or time. */
      TIMESTAMP
    }

    @Override
    public String describe() {
      return switch (type) {
        case TEXT -> "the string " + quoted();
        case NUMBER -> "the number " + text;
        case BOOLEAN -> "the truth value " + text;
        case NULL -> "nothing";
        case TIMESTAMP -> "the date " + text;
      };
    }

    private String quoted() {
      String line = text.strip().lines().findFirst().orElse("");
      String shortened = line.length() > 60 ? line.substring(0, 60) + "…" : line;
      return "'" + (shortened.equals(text.strip()) ? shortened : shortened + "…") + "'";
    }
  }

  /**
   * A sequence.
   *
   * @param items in written order
   * @param position where it begins
   */
  record Sequence(List<YamlNode> items, Position position) implements YamlNode {
    @Override
    public String describe() {
      return "a list";
    }
  }

  /**
   * A mapping.
   *
   * @param entries in written order, keys unique
   * @param position where it begins
   */
  record Mapping(List<Entry> entries, Position position) implements YamlNode {

    /** Returns the entry with a key, or null. */
    public @Nullable Entry entry(String key) {
      for (Entry entry : entries) {
        if (entry.key().equals(key)) {
          return entry;
        }
      }
      return null;
    }

    @Override
    public String describe() {
      return "a map";
    }
  }

  /**
   * An entry of a mapping.
   *
   * @param key the key's text
   * @param value the value
   * @param position where the key begins
   */
  record Entry(String key, YamlNode value, Position position) {}

  /** Returns whether there is nothing here: {@code key:}, {@code key: ~} or {@code key: null}. */
  default boolean isMissing() {
    return this instanceof Scalar scalar && scalar.type() == Scalar.Type.NULL;
  }

  /**
   * Returns the place of what lies at a path below this node, or of the deepest part of the path
   * that is there.
   *
   * @param path keys of mappings (their key's place counts) and indexes of sequences
   */
  default Position find(Object... path) {
    YamlNode node = this;
    Position position = position();
    for (Object part : path) {
      Entry entry =
          node instanceof Mapping mapping && part instanceof String key ? mapping.entry(key) : null;
      if (entry != null) {
        node = entry.value();
        position = entry.position();
      } else if (node instanceof Sequence sequence
          && part instanceof Integer index
          && index < sequence.items().size()) {
        node = sequence.items().get(index);
        position = node.position();
      } else {
        break;
      }
    }
    return position;
  }
}
