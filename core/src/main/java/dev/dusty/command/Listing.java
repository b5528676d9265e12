package dev.dusty.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a command lists, said once: a table for people, and a JSON array of objects for programs.
 *
 * @param <T> what a row is made from
 */
public final class Listing<T> {

  private final List<Column<T>> table = new ArrayList<>();
  private final List<Column<T>> json = new ArrayList<>();

  private record Column<T>(String name, Function<? super T, ?> value) {}

  /**
   * Adds a column.
   *
   * @param header its header in the table
   * @param field its name in JSON
   * @param value a text, number, flag or list of a row; in the table, a flag is {@code yes} or
   *     nothing
   */
  public Listing<T> column(String header, String field, Function<? super T, ?> value) {
    table.add(new Column<>(header, value));
    return field(field, value);
  }

  /** Adds what is in JSON alone. */
  public Listing<T> field(String field, Function<? super T, ?> value) {
    json.add(new Column<>(field, value));
    return this;
  }

  /**
   * Shows rows on standard output.
   *
   * @return {@link ExitCode#DONE}
   */
  public int show(Console console, boolean asJson, Collection<? extends T> rows) {
    if (asJson) {
      console.json(rows.stream().map(this::fields).toList());
    } else {
      Table lines = new Table(table.stream().map(Column::name).toArray(String[]::new));
      for (T row : rows) {
        lines.row(table.stream().map(c -> text(c.value().apply(row))).toArray(String[]::new));
      }
      lines.print(console);
    }
    return ExitCode.DONE;
  }

  private Map<String, Object> fields(T row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    json.forEach(column -> fields.put(column.name(), column.value().apply(row)));
    return fields;
  }

  private static String text(Object value) {
    return switch (value) {
      case Boolean flag -> flag ? "yes" : "";
      case Collection<?> many -> many.stream().map(Listing::text).collect(Collectors.joining(", "));
      default -> value.toString().strip().replaceAll("\\s*\\R\\s*|\t", " ");
    };
  }
}
