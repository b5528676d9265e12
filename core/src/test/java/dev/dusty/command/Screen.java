package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a terminal shows after it got some text; a line that would be wrapped fails the test. */
final class Screen {

  private static final Pattern PIECE =
      Pattern.compile("\u001b\\[(\\d*)([A-Za-z])|[\\n\\r]|[^\u001b\\n\\r]+");

  private final int columns;
  private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
  private int row;

  private Screen(int columns) {
    this.columns = columns;
  }

  static List<String> after(String text, int columns) {
    Screen screen = new Screen(columns);
    Matcher pieces = PIECE.matcher(text);
    int end = 0;
    while (pieces.find()) {
      assertThat(pieces.start()).as("unknown sequence in %s", text).isEqualTo(end);
      end = pieces.end();
      screen.take(pieces.group(), pieces);
    }
    assertThat(end).isEqualTo(text.length());
    return screen.lines.stream().map(StringBuilder::toString).toList();
  }

  private void take(String piece, Matcher pieces) {
    switch (piece) {
      case "\n" -> {
        row++;
        if (row == lines.size()) {
          lines.add(new StringBuilder());
        }
      }
      case "\r" -> {
        // Everything is written from the start of a line.
      }
      default -> {
        if (pieces.group(2) == null) {
          write(piece);
        } else {
          sequence(pieces.group(1), pieces.group(2));
        }
      }
    }
  }

  private void sequence(String number, String kind) {
    switch (kind) {
      case "A" -> {
        row -= Integer.parseInt(number);
        assertThat(row).as("above the first line").isNotNegative();
      }
      case "J" -> {
        lines.subList(row + 1, lines.size()).clear();
        lines.get(row).setLength(0);
      }
      case "m" -> {
        // A colour.
      }
      default -> throw new AssertionError("unknown sequence " + kind);
    }
  }

  private void write(String text) {
    StringBuilder line = lines.get(row);
    line.append(text);
    assertThat(line.codePoints().map(c -> c > 0x2e80 ? 2 : 1).sum())
        .as("the width of '%s'", line)
        .isLessThanOrEqualTo(columns);
  }
}
