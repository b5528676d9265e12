package dev.dusty.command;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import dev.dusty.protocol.Terminal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table for people, in columns without lines, as docker draws them. On a terminal that it does
 * not fit on, cells go on in the next line: first the longest texts. Words of the last column, such
 * as paths, stay whole to be copied; the terminal wraps them.
 */
final class Table {

  private static final int WIDEST = 500;

  /** What is as short, such as a size, stays in a line. */
  private static final int SHORT_TEXT = 12;

  /** A word that is as short stays whole. */
  private static final int SHORT_WORD = 24;

  /** A blank on either side of a cell. */
  private static final int PADDING = 2;

  private final List<String> headers;
  private final List<String[]> rows = new ArrayList<>();

  Table(String... headers) {
    this.headers = List.of(headers);
  }

  /** Adds a row; it has as many cells as the table has columns. */
  void row(String... cells) {
    rows.add(Arrays.stream(cells).map(TerminalText::plain).toArray(String[]::new));
  }

  /** Prints it on standard output. */
  void print(Console console) {
    Terminal terminal = console.terminal();
    console.out().print(terminal.output() ? text(terminal.columns()) : this);
  }

  /** Returns the lines, however long, each ended by a newline, without blanks at their ends. */
  @Override
  public String toString() {
    return text(WIDEST * headers.size());
  }

  private String text(int columns) {
    int[] widths = widths(columns);
    Column[] layout =
        IntStream.range(0, widths.length)
            .mapToObj(
                i ->
                    new Column()
                        .header(headers.get(i))
                        .headerAlign(HorizontalAlign.LEFT)
                        .dataAlign(HorizontalAlign.LEFT)
                        .maxWidth(widths[i] + PADDING, OverflowBehaviour.NEWLINE))
            .toArray(Column[]::new);
    String table =
        AsciiTable.getTable(AsciiTable.NO_BORDERS, layout, rows.toArray(String[][]::new));
    StringBuilder lines = new StringBuilder();
    table
        .lines()
        .map(line -> line.startsWith(" ") ? line.substring(1) : line)
        .forEach(line -> lines.append(line.stripTrailing()).append('\n'));
    return lines.toString();
  }

  /** Returns how wide the text of each column may be. */
  private int[] widths(int columns) {
    int[] widths = new int[headers.size()];
    int[] words = new int[headers.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = widest(cells(i));
      int word = widest(cells(i).flatMap(cell -> Arrays.stream(cell.split(" ", -1))));
      words[i] = Math.max(word, Math.min(widths[i], SHORT_TEXT));
    }
    int room = columns - PADDING * widths.length;
    narrow(widths, words, room);
    int[] least = widths.clone();
    for (int i = 0; i < least.length - 1; i++) {
      least[i] = Math.min(widths[i], SHORT_WORD);
    }
    narrow(widths, least, room);
    return widths;
  }

  private static int widest(Stream<String> texts) {
    return Math.min(WIDEST, texts.mapToInt(String::length).max().orElse(0));
  }

  private Stream<String> cells(int column) {
    return Stream.concat(Stream.of(headers.get(column)), rows.stream().map(row -> row[column]));
  }

  /** Takes from the widest columns until they have room, or all are as narrow as they may be. */
  private static void narrow(int[] widths, int[] least, int room) {
    while (Arrays.stream(widths).sum() > room) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        if (widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
    }
  }
}
