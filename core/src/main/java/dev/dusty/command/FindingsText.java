package dev.dusty.command;

import dev.dusty.api.step.Finding;
import dev.dusty.api.step.Finding.Severity;
import java.util.List;
import java.util.Locale;

/**
 * Findings for people: what is sound in a line each, and what is not with why and what to do.
 *
 * @param findings in the order in which they are shown
 * @param colours whether the words for how bad they are have colours
 */
record FindingsText(List<Found> findings, boolean colours) {

  private static final int WORD = 9;
  private static final String MARGIN = " ".repeat(WORD);

  FindingsText(List<Found> findings, Console console) {
    this(
        findings,
        console.terminal().output()
            && console.environment().getOrDefault("NO_COLOR", "").isEmpty()
            && !console.environment().getOrDefault("TERM", "").equals("dumb"));
  }

  /** Returns the findings and, in the last line, how many are bad. */
  String all() {
    StringBuilder text = new StringBuilder();
    for (Found found : findings) {
      Finding finding = found.finding();
      text.append(word(finding.severity()))
          .append(found.by())
          .append(": ")
          .append(finding.what())
          .append('\n');
      if (!found.isFine()) {
        text.append(MARGIN).append("why: ").append(finding.why()).append('\n');
        text.append(MARGIN).append("mend: ").append(finding.remedy());
        text.append(found.canBeMended() ? " (or: dusty doctor --fix)\n" : "\n");
      }
    }
    return text.append('\n').append(summary()).append('\n').toString();
  }

  private String summary() {
    long broken = findings.stream().filter(Found::isBroken).count();
    long warnings =
        findings.stream().filter(f -> f.finding().severity() == Severity.WARNING).count();
    if (broken + warnings == 0) {
      return "All is well.";
    }
    long fixable = findings.stream().filter(Found::canBeMended).count();
    String counts = "%d broken, %d warning%s".formatted(broken, warnings, warnings == 1 ? "" : "s");
    return fixable == 0
        ? counts + "."
        : counts + "; 'dusty doctor --fix' mends %d of them.".formatted(fixable);
  }

  private String word(Severity severity) {
    String word = severity == Severity.FINE ? "ok" : severity.name().toLowerCase(Locale.ROOT);
    String padded = word + " ".repeat(WORD - word.length());
    if (!colours) {
      return padded;
    }
    String colour =
        switch (severity) {
          case FINE -> "\u001b[32m";
          case WARNING -> "\u001b[33m";
          case BROKEN -> "\u001b[31m";
        };
    return colour + padded + "\u001b[0m";
  }
}
