package dev.dusty.command;

import dev.dusty.api.step.ProcessRunner.Result;
import java.util.List;

/** What processes say of why they failed. */
final class Reasons {

  private Reasons() {}

  /** Returns the first line of what a process wrote to standard error, or else its exit code. */
  static String first(Result result) {
    List<String> lines = lines(result);
    return lines.isEmpty() ? "exit code " + result.exitCode() : lines.getFirst();
  }

  /** Returns the same without the names of programs and files ahead of what is wrong. */
  static String bare(Result result) {
    String reason = first(result);
    return reason.substring(reason.lastIndexOf(": ") + 1).strip();
  }

  /** Returns the lines that it wrote to standard error. */
  static List<String> lines(Result result) {
    return result.errors().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
