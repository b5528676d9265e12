package dev.dusty.plugin.hosts;

import dev.dusty.api.text.SystemFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A unified diff of two texts that differ in one place: from the first line that differs to the
 * last one is a single hunk.
 */
final class TextDiff {

  private static final int CONTEXT = 3;

  private TextDiff() {}

  /** Returns the diff, or an empty string for equal texts, whose chars are bytes of UTF-8. */
  static String of(String file, String former, String wanted) {
    if (former.equals(wanted)) {
      return "";
    }
    List<String> before = lines(former);
    List<String> after = lines(wanted);
    int most = Math.min(before.size(), after.size());
    int head = 0;
    while (head < most && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < most - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    int start = Math.max(0, head - CONTEXT);
    int shownTail = Math.min(tail, CONTEXT);
    int beforeEnd = before.size() - tail;
    int afterEnd = after.size() - tail;
    StringBuilder diff = new StringBuilder("--- " + file + "\n+++ " + file + "\n");
    diff.append("@@ -").append(range(start, beforeEnd + shownTail));
    diff.append(" +").append(range(start, afterEnd + shownTail)).append(" @@\n");
    before.subList(start, head).forEach(line -> put(diff, ' ', line));
    before.subList(head, beforeEnd).forEach(line -> put(diff, '-', line));
    after.subList(head, afterEnd).forEach(line -> put(diff, '+', line));
    before.subList(beforeEnd, beforeEnd + shownTail).forEach(line -> put(diff, ' ', line));
    return diff.toString();
  }

  /** Lines count from 1; an empty range is named by the line before it. */
  private static String range(int start, int end) {
    return (start == end ? start : start + 1) + "," + (end - start);
  }

  private static void put(StringBuilder diff, char sign, String line) {
    diff.append(sign).append(new String(line.getBytes(SystemFile.BYTES), StandardCharsets.UTF_8));
    if (!line.endsWith("\n")) {
      diff.append("\n\\ No newline at end of file\n");
    }
  }

  /** Returns the lines, each with its newline. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }
}
