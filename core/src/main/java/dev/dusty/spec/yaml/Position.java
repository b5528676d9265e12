package dev.dusty.spec.yaml;

import java.util.Comparator;

/**
 * A place in a file.
 *
 * @param file the file's path, relative to the folder of specs, with {@code /} between its parts
 * @param line the line, from 1
 * @param column the column in characters, from 1
 */
public record Position(String file, int line, int column) implements Comparable<Position> {

  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::file)
          .thenComparingInt(Position::line)
          .thenComparingInt(Position::column);

  /** Returns the place of a file as a whole. */
  public static Position of(String file) {
    return new Position(file, 1, 1);
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  /** Returns {@code file:line:column}, as compilers write it. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
