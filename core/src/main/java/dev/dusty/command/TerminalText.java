package dev.dusty.command;

import java.util.regex.Pattern;

/** Text for a terminal, whoever wrote it: specs, git, containers. */
public final class TerminalText {

  private static final Pattern SEQUENCE = Pattern.compile("\u001b(?:\\[[0-?]*[ -/]*[@-~]|.)");

  private TerminalText() {}

  /** Returns the text without what would move the cursor or change colours. */
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    SEQUENCE
        .matcher(text)
        .replaceAll("")
        .codePoints()
        .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return line.toString();
  }

  /**
   * Returns the text with a replacement character for each control character that is neither a
   * newline nor a tab: a terminal would do what it says, or show what is not there.
   */
  public static String plain(String text) {
    if (text.chars().noneMatch(TerminalText::commands)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().forEach(c -> plain.appendCodePoint(commands(c) ? 0xfffd : c));
    return plain.toString();
  }

  private static boolean commands(int c) {
    return (Character.isISOControl(c) && c != '\n' && c != '\t') || changesDirection(c);
  }

  /** Such a character makes what follows it appear before it. */
  private static boolean changesDirection(int c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  }

  /** Returns as much of the text's beginning as fits into some columns. */
  static String cut(String text, int columns) {
    int used = 0;
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      used += width(c);
      if (used > columns) {
        return text.substring(0, at);
      }
      at += Character.charCount(c);
    }
    return text;
  }

  /** Returns how many columns the text takes. */
  static int width(String text) {
    return text.codePoints().map(TerminalText::width).sum();
  }

  /**
   * Terminals differ for what is ambiguous; what may take two columns counts as two, so that no
   * line is ever wrapped.
   */
  private static int width(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0xa4cf)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6)
        || c >= 0x1f300;
  }
}
