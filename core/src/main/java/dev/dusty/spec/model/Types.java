package dev.dusty.spec.model;

import dev.dusty.api.value.Value;
import dev.dusty.spec.yaml.Problems;
import dev.dusty.spec.yaml.YamlNode;
import dev.dusty.spec.yaml.YamlNode.Mapping;
import dev.dusty.spec.yaml.YamlNode.Scalar;
import dev.dusty.spec.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The types of values in specs. */
final class Types {

  /** Text; it may be empty and have several lines. */
  static final Type<String> TEXT =
      simple(
          schema("type", "string"),
          (node, label, problems) -> {
            if (node instanceof Scalar scalar && scalar.type() == Scalar.Type.TEXT) {
              return scalar.text();
            }
            String mend =
                node instanceof Scalar scalar
                    ? "; write it in quotes: '" + scalar.text() + "'"
                    : "";
            problems.error(node.position(), wrong(label, "a string", node) + mend);
            return null;
          });

  /** A truth value. */
  static final Type<Boolean> BOOLEAN =
      simple(
          schema("type", "boolean"),
          (node, label, problems) -> {
            if (node instanceof Scalar scalar && scalar.type() == Scalar.Type.BOOLEAN) {
              return switch (scalar.text().toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on" -> true;
                default -> false;
              };
            }
            problems.error(node.position(), wrong(label, "true or false", node));
            return null;
          });

  /** A port. */
  static final Type<Integer> PORT =
      simple(
          schema("type", "integer", "minimum", 1, "maximum", 65535),
          (node, label, problems) -> {
            if (node instanceof Scalar scalar
                && scalar.type() == Scalar.Type.NUMBER
                && scalar.text().matches("[1-9][0-9]{0,4}")
                && Integer.parseInt(scalar.text()) <= 65535) {
              return Integer.valueOf(scalar.text());
            }
            boolean quoted =
                node instanceof Scalar scalar && !scalar.plain() && scalar.text().matches("[0-9]+");
            problems.error(
                node.position(),
                wrong(label, "a port from 1 to 65535", node)
                    + (quoted ? "; write it without quotes" : ""));
            return null;
          });

  /** Free-form keys that are passed on. */
  static final Type<Value.Entries> FREE_FORM =
      simple(
          schema("type", "object"),
          (node, label, problems) -> {
            if (node instanceof Mapping mapping) {
              return Values.entries(mapping);
            }
            problems.error(node.position(), wrong(label, "a map", node));
            return null;
          });

  private Types() {}

  /** A word out of an enumeration. */
  static <E extends Enum<E>> Type<E> oneOf(List<E> values, Function<E, String> word) {
    List<String> words = values.stream().map(word).toList();
    return simple(
        schema("enum", words),
        (node, label, problems) -> {
          if (node instanceof Scalar scalar) {
            int index = words.indexOf(scalar.text());
            if (index >= 0) {
              return values.get(index);
            }
          }
          String suggestion =
              node instanceof Scalar scalar ? Suggestions.didYouMean(scalar.text(), words) : "";
          problems.error(
              node.position(), wrong(label, String.join(" or ", words), node) + suggestion);
          return null;
        });
  }

  /**
   * Text that a plugin-api value parses; the message of its {@link IllegalArgumentException} is the
   * problem.
   *
   * @param hint added to the message: what to do; may be empty
   */
  static <T> Type<T> parsed(Map<String, Object> schema, String hint, Function<String, T> parse) {
    return simple(
        schema,
        (node, label, problems) -> {
          String text = TEXT.read(node, label, problems);
          if (text == null) {
            return null;
          }
          try {
            return parse.apply(text);
          } catch (IllegalArgumentException e) {
            problems.error(
                node.position(),
                label + ": " + e.getMessage() + (hint.isEmpty() ? "" : "; " + hint));
            return null;
          }
        });
  }

  /** Text that must pass a test. */
  static Type<String> text(String rule, Predicate<String> test) {
    return parsed(
        schema("type", "string", "minLength", 1),
        "",
        text -> {
          if (!test.test(text)) {
            throw new IllegalArgumentException("'" + text.strip() + "' is not " + rule);
          }
          return text;
        });
  }

  /** A list; items that cannot be used are reported and left out. */
  static <T> Type<List<T>> listOf(Type<T> item) {
    return simple(
        schema("type", "array", "items", item.schema()),
        (node, label, problems) -> {
          if (!(node instanceof Sequence sequence)) {
            String mend =
                node instanceof Scalar scalar && scalar.type() == Scalar.Type.TEXT
                    ? "; write '- " + firstLine(scalar.text()) + "' in a line of its own"
                    : "";
            problems.error(node.position(), wrong(label, "a list", node) + mend);
            return null;
          }
          List<T> items = new ArrayList<>(sequence.items().size());
          for (YamlNode itemNode : sequence.items()) {
            if (itemNode.isMissing()) {
              problems.error(itemNode.position(), "an item of " + label + " is empty");
              continue;
            }
            T value = item.read(itemNode, "an item of " + label, problems);
            if (value != null) {
              items.add(value);
            }
          }
          return List.copyOf(items);
        });
  }

  /** Returns the message that says what stands where something else is expected. */
  static String wrong(String label, String expected, YamlNode node) {
    return label + " must be " + expected + ", not " + node.describe();
  }

  /** Returns a JSON Schema of alternating keywords and values, in that order. */
  static Map<String, Object> schema(Object... keywordsAndValues) {
    Map<String, Object> schema = new LinkedHashMap<>();
    for (int i = 0; i < keywordsAndValues.length; i += 2) {
      schema.put((String) keywordsAndValues[i], keywordsAndValues[i + 1]);
    }
    return schema;
  }

  private static String firstLine(String text) {
    return text.strip().lines().findFirst().orElse("");
  }

  private interface Reading<T> {
    @Nullable T read(YamlNode node, String label, Problems problems);
  }

  private static <T> Type<T> simple(Map<String, Object> schema, Reading<T> reading) {
    return new Type<>() {
      @Override
      public @Nullable T read(YamlNode node, String label, Problems problems) {
        return reading.read(node, label, problems);
      }

      @Override
      public Map<String, Object> schema() {
        return schema;
      }
    };
  }
}
