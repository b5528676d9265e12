package dev.dusty.plugin.compose;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The log of a container, where each line comes after its time and a space. */
final class TimedLines {

  private TimedLines() {}

  /** Returns the lines that are not from before a time, without theirs. */
  static List<String> since(Instant start, String log) {
    List<String> lines = new ArrayList<>();
    for (String line : log.split("\n", -1)) {
      int space = line.indexOf(' ');
      if (space > 0 && !isBefore(line.substring(0, space), start)) {
        // What was written over itself, a progress bar say, is several lines here.
        lines.addAll(Arrays.asList(line.substring(space + 1).split("\r", -1)));
        lines.removeIf(String::isEmpty);
      }
    }
    return lines;
  }

  private static boolean isBefore(String time, Instant start) {
    try {
      return Instant.parse(time).isBefore(start);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
