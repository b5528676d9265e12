package dev.dusty.plugin.nginx;

/** Text in nginx's config language: directives and blocks, each in a line of its own. */
final class NginxText {

  private final StringBuilder text = new StringBuilder();
  private int depth;

  /** Adds a line at the current depth. */
  void line(String line) {
    text.append("    ".repeat(depth)).append(line).append('\n');
  }

  /** Adds a block. */
  void block(String head, Runnable content) {
    line(head + " {");
    depth++;
    content.run();
    depth--;
    line("}");
  }

  /**
   * Returns a string as one word of the config language. There is no way to write a {@code $} in
   * one, so what is quoted has none.
   */
  static String quote(String value) {
    if (value.indexOf('$') >= 0) {
      throw new IllegalArgumentException("nginx would take the '$' for a variable: " + value);
    }
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
