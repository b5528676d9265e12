package dev.dusty.plugin.compose;

import dev.dusty.api.value.Value;
import java.util.Map;

/**
 * Writes block-style YAML that means the same in YAML 1.1 and 1.2: mappings, sequences, plain and
 * double-quoted scalars, and anchors.
 *
 * <p>A plugin sees nothing but plugin-api, so there is no YAML library here; and what is written is
 * a small, fixed part of YAML.
 */
final class YamlWriter {

  /** Readers may refuse a longer key that stands on one line with its value (YAML 1.2, 7.4.2). */
  private static final int LONGEST_IMPLICIT_KEY = 1000;

  private static final String[] INDENTS = {"", "  ", "    ", "      ", "        "};

  private final StringBuilder out = new StringBuilder(4096);

  /** Writes a key and its value, at a depth of two spaces each. */
  void entry(int depth, String key, Value value) {
    indent(depth);
    key(depth, key);
    value(depth, value);
  }

  /** Writes a key whose entries or items follow one level deeper. */
  void open(int depth, String key) {
    indent(depth);
    key(depth, key);
    out.append('\n');
  }

  /** Writes a key whose entries follow one level deeper and can be repeated by an alias. */
  void openAnchored(int depth, String key, String anchor) {
    indent(depth);
    key(depth, key);
    out.append(" &").append(anchor).append('\n');
  }

  /** Writes a key whose value is what stands behind an anchor. */
  void alias(int depth, String key, String anchor) {
    indent(depth);
    key(depth, key);
    out.append(" *").append(anchor).append('\n');
  }

  /** Takes an anchored mapping's entries into the mapping being written, but for its own keys. */
  void merge(int depth, String anchor) {
    indent(depth);
    out.append("<<: *").append(anchor).append('\n');
  }

  /** Writes a line as it is. */
  void line(String line) {
    out.append(line).append('\n');
  }

  /** Returns how much is written. */
  int length() {
    return out.length();
  }

  /** Returns what was written from an earlier {@link #length} on. */
  String from(int start) {
    return out.substring(start);
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void indent(int depth) {
    int rest = depth;
    for (; rest >= INDENTS.length; rest -= INDENTS.length - 1) {
      out.append(INDENTS[INDENTS.length - 1]);
    }
    out.append(INDENTS[rest]);
  }

  private void key(int depth, String key) {
    if (key.length() > LONGEST_IMPLICIT_KEY) {
      out.append("? ");
      YamlScalar.text(out, key);
      out.append('\n');
      indent(depth);
    } else {
      YamlScalar.text(out, key);
    }
    out.append(':');
  }

  /** Writes what comes after {@code key:}, and ends the line. */
  private void value(int depth, Value value) {
    switch (value) {
      case Value.Text text -> {
        out.append(' ');
        YamlScalar.text(out, text.text());
        out.append('\n');
      }
      case Value.Plain plain -> {
        YamlScalar.plain(out, plain.source());
        out.append('\n');
      }
      case Value.Items items when items.items().isEmpty() -> out.append(" []\n");
      case Value.Entries entries when entries.entries().isEmpty() -> out.append(" {}\n");
      case Value.Items items -> {
        out.append('\n');
        items.items().forEach(item -> item(depth + 1, item));
      }
      case Value.Entries entries -> {
        out.append('\n');
        entries.entries().forEach((key, inner) -> entry(depth + 1, key, inner));
      }
    }
  }

  private void item(int depth, Value item) {
    indent(depth);
    out.append('-');
    if (item instanceof Value.Entries entries && !entries.entries().isEmpty()) {
      out.append(' ');
      boolean first = true;
      for (Map.Entry<String, Value> entry : entries.entries().entrySet()) {
        if (!first) {
          indent(depth + 1);
        }
        first = false;
        key(depth + 1, entry.getKey());
        value(depth + 1, entry.getValue());
      }
    } else {
      value(depth, item);
    }
  }
}
