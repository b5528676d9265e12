package dev.dusty.plugin.compose;

/** Kinds of characters, without those of other scripts that Java's own tests let in. */
final class Ascii {

  private Ascii() {}

  static boolean isLetter(char c) {
    char lower = (char) (c | 0x20);
    return lower >= 'a' && lower <= 'z';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetterOrDigit(char c) {
    return isLetter(c) || isDigit(c);
  }
}
