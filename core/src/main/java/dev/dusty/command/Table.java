package dev.dusty.command;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table for people, in columns without lines, as docker draws them. */
final class Table {

  private static final int WIDEST = 500;

  private final Column[] columns;
  private final List<String[]> rows = new ArrayList<>();

  Table(String... headers) {
    columns =
        Arrays.stream(headers)
            .map(
                header ->
                    new Column()
                        .header(header)
                        .headerAlign(HorizontalAlign.LEFT)
                        .dataAlign(HorizontalAlign.LEFT)
                        .maxWidth(WIDEST, OverflowBehaviour.CLIP_RIGHT))
            .toArray(Column[]::new);
  }

  /** Adds a row; it has as many cells as the table has columns. */
  void row(String... cells) {
    rows.add(Arrays.stream(cells).map(TerminalText::plain).toArray(String[]::new));
  }

  /** Returns the lines, each ended by a newline, without blanks at their ends. */
  @Override
  public String toString() {
    String table =
        AsciiTable.getTable(AsciiTable.NO_BORDERS, columns, rows.toArray(String[][]::new));
    StringBuilder lines = new StringBuilder();
    // Cells are padded by a blank on either side.
    table
        .lines()
        .map(line -> line.startsWith(" ") ? line.substring(1) : line)
        .forEach(line -> lines.append(line.stripTrailing()).append('\n'));
    return lines.toString();
  }
}
