package dev.dusty.plugin.compose;

import java.util.Locale;

/** Writes YAML scalars on one line, in forms that all YAML versions read alike. */
final class YamlScalar {

  private YamlScalar() {}

  /**
   * Writes a space and a scalar as its author did, so that it keeps its meaning, whatever that is;
   * nothing for a missing value.
   */
  static void plain(StringBuilder out, String source) {
    if (source.isEmpty()) {
      return;
    }
    out.append(' ');
    if (isSafePlain(source)) {
      out.append(source);
    } else {
      quoted(out, source);
    }
  }

  /** Writes a string: plain if nobody can take it for something else. */
  static void text(StringBuilder out, String text) {
    if (isSafeText(text)) {
      out.append(text);
    } else {
      quoted(out, text);
    }
  }

  /** Returns whether some YAML version reads the word as a truth value or null. */
  static boolean isWord(String text) {
    return text.length() <= 5
        && switch (text.toLowerCase(Locale.ROOT)) {
          case "null", "true", "false", "yes", "no", "on", "off", "y", "n" -> true;
          default -> false;
        };
  }

  /**
   * Returns whether a scalar that was plain in its author's file can be plain here too: numbers,
   * dates, truth values and null are, whatever surrounded them there.
   */
  private static boolean isSafePlain(String source) {
    if (source.equals("~")) {
      return true;
    }
    if (source.startsWith("---") || source.equals("...")) {
      return false;
    }
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      char next = i + 1 < source.length() ? source.charAt(i + 1) : ' ';
      boolean safe =
          switch (c) {
            case '.', '_', '+' -> true;
            case '-' -> next != ' ';
            case ':' -> i > 0 && next != ' ';
            case ' ' -> i > 0 && i + 1 < source.length();
            default -> Ascii.isLetterOrDigit(c);
          };
      if (!safe) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSafeText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean safe =
          switch (c) {
            case '/' -> true;
            case '.', '_', '-' -> i > 0;
            default -> Ascii.isLetter(c) || (i > 0 && Ascii.isDigit(c));
          };
      if (!safe) {
        return false;
      }
    }
    return !text.isEmpty() && !isWord(text);
  }

  /** Writes a double-quoted scalar with those escapes that YAML 1.1, YAML 1.2 and JSON share. */
  private static void quoted(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        default -> {
          if (Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1))) {
            out.append(c).append(text.charAt(++i));
          } else if (Character.isSurrogate(c)) {
            // Half a character cannot be written in UTF-8.
            out.append("\\ufffd");
          } else if (isPrintable(c)) {
            out.append(c);
          } else {
            out.append("\\u")
                .append(Character.forDigit(c >> 12, 16))
                .append(Character.forDigit((c >> 8) & 0xf, 16))
                .append(Character.forDigit((c >> 4) & 0xf, 16))
                .append(Character.forDigit(c & 0xf, 16));
          }
        }
      }
    }
    out.append('"');
  }

  /** Excludes control characters, all that any YAML version takes for a line break, and the BOM. */
  private static boolean isPrintable(char c) {
    return switch (c) {
      case 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff -> false;
      default -> c >= ' ' && (c < 0x7f || c > 0x9f);
    };
  }
}
