package dev.dusty.api.text;

/**
 * Dusty's section as it stands in a text whose markers are known to be sound.
 *
 * @param text the section with its marker lines; empty where there is none
 * @param first the number of its first line, from 1; 0 where there is none
 * @param last the number of its last line; 0 where there is none
 * @since 1.0
 */
public record SectionLines(String text, int first, int last) {

  /** Finds the section in a text. */
  public static SectionLines of(String text) {
    int first = 0;
    int begin = 0;
    int number = 0;
    for (int start = 0; start < text.length(); ) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline + 1;
      String line = text.substring(start, end).strip();
      number++;
      if (line.equals(MarkedSection.BEGIN)) {
        first = number;
        begin = start;
      } else if (line.equals(MarkedSection.END)) {
        return new SectionLines(text.substring(begin, end), first, number);
      }
      start = end;
    }
    return new SectionLines("", 0, 0);
  }

  /** Returns whether a line, counted from 1, is one of the section's. */
  public boolean holds(int line) {
    return line >= first && line <= last;
  }
}
