package dev.dusty.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a suite ended.
 *
 * @param suite its name
 * @param exitCode its exit code; empty where it could not be run
 * @param time how long it took, its services' start included
 */
record SuiteResult(String suite, Optional<Integer> exitCode, Duration time) {

  /** Shows all results, and returns the exit code of the worst. */
  static int show(List<SuiteResult> results, boolean json, Console console) {
    if (json) {
      console.json(results.stream().map(SuiteResult::fields).toList());
    } else {
      Table table = new Table("SUITE", "RESULT", "TIME");
      results.forEach(result -> table.row(result.suite, result.inWords(), seconds(result.time)));
      long failed = results.stream().filter(result -> result.code() != 0).count();
      Duration sum = results.stream().map(SuiteResult::time).reduce(Duration.ZERO, Duration::plus);
      console.out().println();
      table.print(console);
      console
          .out()
          .println(
              "%d suite%s, %d failed, %s"
                  .formatted(results.size(), results.size() == 1 ? "" : "s", failed, seconds(sum)));
    }
    return results.stream().mapToInt(SuiteResult::code).max().orElse(ExitCode.DONE);
  }

  private int code() {
    return exitCode.orElse(ExitCode.FAILED);
  }

  private String inWords() {
    return exitCode.map(code -> code == 0 ? "passed" : "failed (" + code + ")").orElse("error");
  }

  private Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("suite", suite);
    fields.put("result", exitCode.map(code -> code == 0 ? "passed" : "failed").orElse("error"));
    fields.put("exitCode", code());
    fields.put("seconds", time.toMillis() / 1000.0);
    return fields;
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f s", time.toMillis() / 1000.0);
  }
}
