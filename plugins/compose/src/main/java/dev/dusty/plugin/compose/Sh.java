package dev.dusty.plugin.compose;

/** Text for a POSIX shell. */
final class Sh {

  private Sh() {}

  /** Returns a word that any POSIX shell reads as exactly this text. */
  static String quote(String text) {
    if (isPlain(text)) {
      return text;
    }
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain =
          switch (c) {
            case '/', '.', '_', '-', '%' -> true;
            default -> Ascii.isLetterOrDigit(c);
          };
      if (!plain) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
