package dev.dusty.spec.yaml;

import java.util.Comparator;

/**
 * Something about a spec that its author should know.
 *
 * @param severity whether the specs can be used all the same
 * @param position where
 * @param message what, and where there is one, the likely fix; one line
 */
public record Problem(Severity severity, Position position, String message)
    implements Comparable<Problem> {

  /** How bad a problem is. */
  public enum Severity {
    /** The specs cannot be used. */
    ERROR,
    /** It is only odd. */
    WARNING
  }

  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::position)
          .thenComparing(Problem::severity)
          .thenComparing(Problem::message);

  /** Returns whether the specs cannot be used. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** Returns {@code apps/web.yml:12:5: unknown key 'comands'; did you mean 'commands'?}. */
  @Override
  public String toString() {
    return position + ": " + (isError() ? "" : "warning: ") + message;
  }
}
