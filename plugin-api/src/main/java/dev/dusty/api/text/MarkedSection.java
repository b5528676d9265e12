package dev.dusty.api.text;

import dev.dusty.api.UserError;
import java.util.ArrayList;
import java.util.List;

/**
 * Dusty's section in a file that belongs to somebody else, between two marker lines:
 *
 * <pre>
 * # BEGIN section for Dusty
 * 192.168.1.5 local.example-app.com
 * # END section for Dusty
 * </pre>
 *
 * @since 1.0
 */
public final class MarkedSection {

  /** The line before the section. */
  public static final String BEGIN = "# BEGIN section for Dusty";

  /** The line after the section. */
  public static final String END = "# END section for Dusty";

  private MarkedSection() {}

  /** Returns the section with its marker lines, each line ended by a newline. */
  public static String of(List<String> lines) {
    StringBuilder section = new StringBuilder(BEGIN).append('\n');
    lines.forEach(line -> section.append(line).append('\n'));
    return section.append(END).append('\n').toString();
  }

  /**
   * Returns a file's text with its section replaced, or appended where it has none. Everything
   * outside the section stays, byte for byte, except that a last line without newline is ended
   * before a section is appended.
   *
   * @param file a name for the file, for messages
   * @param text the file's whole text
   * @param section the new section as made by {@link #of}, or an empty string to take the section
   *     out
   * @throws UserError if the markers do not make exactly one section; the message names the line
   */
  public static String replace(String file, String text, String section) {
    List<int[]> lines = lines(text);
    int begin = -1;
    int end = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = text.substring(lines.get(i)[0], lines.get(i)[1]).strip();
      if (line.equals(BEGIN)) {
        if (begin >= 0) {
          throw damaged(file, i, "a second '" + BEGIN + "'; the first is in line " + (begin + 1));
        }
        begin = i;
      } else if (line.equals(END)) {
        if (begin < 0) {
          throw damaged(file, i, "'" + END + "' without '" + BEGIN + "' before it");
        }
        if (end >= 0) {
          throw damaged(file, i, "a second '" + END + "'; the first is in line " + (end + 1));
        }
        end = i;
      }
    }
    if (begin >= 0 && end < 0) {
      throw damaged(file, begin, "'" + BEGIN + "' without '" + END + "' after it");
    }
    if (begin < 0) {
      boolean needsNewline = !text.isEmpty() && !text.endsWith("\n") && !section.isEmpty();
      return text + (needsNewline ? "\n" : "") + section;
    }
    return text.substring(0, lines.get(begin)[0]) + section + text.substring(lines.get(end)[1]);
  }

  /** Returns start and end of each line, its newline included. */
  private static List<int[]> lines(String text) {
    List<int[]> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int next = newline < 0 ? text.length() : newline + 1;
      lines.add(new int[] {start, next});
      start = next;
    }
    return lines;
  }

  private static UserError damaged(String file, int line, String what) {
    return new UserError(
        "section-damaged",
        file + ":" + (line + 1) + ": Dusty's section is damaged: " + what,
        "mend or remove the marker lines in " + file + " and try again; nothing was written");
  }
}
