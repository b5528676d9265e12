package dev.dusty.spec.model;

import dev.dusty.api.value.Value;
import dev.dusty.spec.yaml.YamlNode;
import dev.dusty.spec.yaml.YamlNode.Mapping;
import dev.dusty.spec.yaml.YamlNode.Scalar;
import dev.dusty.spec.yaml.YamlNode.Sequence;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns nodes into free-form values, which know no places. */
final class Values {

  private Values() {}

  static Value.Entries entries(Mapping mapping) {
    Map<String, Value> entries = new LinkedHashMap<>();
    mapping.entries().forEach(entry -> entries.put(entry.key(), value(entry.value())));
    return new Value.Entries(entries);
  }

  private static Value value(YamlNode node) {
    return switch (node) {
      case Scalar scalar -> scalar(scalar);
      case Sequence sequence ->
          new Value.Items(sequence.items().stream().map(Values::value).toList());
      case Mapping mapping -> entries(mapping);
    };
  }

  private static Value scalar(Scalar scalar) {
    if (!scalar.plain()) {
      // Quoted; an explicit tag such as !!int would have made it a number.
      return scalar.type() == Scalar.Type.TEXT
          ? new Value.Text(scalar.text())
          : new Value.Plain(scalar.text());
    }
    return scalar.type() == Scalar.Type.TEXT && isTextEverywhere(scalar.text())
        ? new Value.Text(scalar.text())
        : new Value.Plain(scalar.text());
  }

  /**
   * Returns whether no version of YAML takes a plain scalar for anything but text, given that YAML
   * 1.1 does not. What looks like a number may be one in YAML 1.2 ({@code 0o17}), and single
   * letters are truth values to some readers.
   */
  private static boolean isTextEverywhere(String text) {
    if (text.isEmpty()) {
      return false;
    }
    char first = text.charAt(0);
    boolean likeNumber = (first >= '0' && first <= '9') || "+-.".indexOf(first) >= 0;
    return !likeNumber && text.length() > 1 && !text.equals("<<");
  }
}
