package dev.dusty.cli;

import dev.dusty.api.UserError;
import dev.dusty.command.Console;
import dev.dusty.command.TerminalText;
import dev.dusty.spec.Specs;
import dev.dusty.spec.read.SpecReader;
import dev.dusty.spec.read.SpecReading;
import dev.dusty.spec.yaml.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How commands show what is wrong with specs. */
final class SpecOutput {

  private SpecOutput() {}

  /** Returns the problems as values for JSON. */
  static List<Map<String, Object>> problems(SpecReading reading) {
    return reading.problems().stream().map(SpecOutput::problem).toList();
  }

  private static Map<String, Object> problem(Problem problem) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    fields.put("file", problem.position().file());
    fields.put("line", problem.position().line());
    fields.put("column", problem.position().column());
    fields.put("message", problem.message());
    return fields;
  }

  /** Reads specs that a command goes on to use; their problems go to standard error. */
  static Specs readValid(Console console, Path folder) {
    SpecReading reading = SpecReader.read(folder);
    reading
        .problems()
        .forEach(problem -> console.err().println(TerminalText.plain(problem.toString())));
    if (!reading.isValid()) {
      throw new UserError("invalid-specs", summary(reading), "mend them and try again");
    }
    return reading.specs();
  }

  /** Says how much is wrong. */
  static void sayInvalid(Console console, SpecReading reading) {
    console.error(summary(reading), "mend them and try again");
  }

  private static String summary(SpecReading reading) {
    List<Problem> errors = reading.problems().stream().filter(Problem::isError).toList();
    long files = errors.stream().map(problem -> problem.position().file()).distinct().count();
    return "the specs have %s in %s".formatted(count(errors.size(), "error"), count(files, "file"));
  }

  private static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
