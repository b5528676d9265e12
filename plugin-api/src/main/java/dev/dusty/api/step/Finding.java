package dev.dusty.api.step;

import dev.dusty.api.UserError;

/**
 * Something that {@code dusty doctor} found.
 *
 * @param code a stable identifier in kebab-case, unique in its plugin
 * @param severity how bad it is
 * @param what what was found, one sentence
 * @param why why it matters, one sentence; empty where the severity is {@link Severity#FINE}
 * @param remedy what to do about it; empty where the severity is {@link Severity#FINE}
 * @param fixable whether {@code doctor --fix} can do that by calling {@code fix} with this finding
 * @since 1.0
 */
public record Finding(
    String code, Severity severity, String what, String why, String remedy, boolean fixable) {

  /**
   * How bad a finding is.
   *
   * @since 1.0
   */
  public enum Severity {
    /** Checked, and as it should be. */
    FINE,
    /** Works, but not as well as it could. */
    WARNING,
    /** Will not work. */
    BROKEN
  }

  /** Returns that something was checked, and is as it should be. */
  public static Finding fine(String code, String what) {
    return new Finding(code, Severity.FINE, what, "", "", false);
  }

  /** Returns that something works, but not as well as it could. */
  public static Finding warning(String code, String what, String why, String remedy) {
    return new Finding(code, Severity.WARNING, what, why, remedy, false);
  }

  /** Returns that something will not work. */
  public static Finding broken(String code, String what, String why, String remedy) {
    return new Finding(code, Severity.BROKEN, what, why, remedy, false);
  }

  /** Returns that something will not work, as an error says. */
  public static Finding broken(UserError error, String why) {
    return broken(error.code(), error.problem(), why, error.remedy());
  }

  /** Returns the same finding as one that {@code doctor --fix} can mend. */
  public Finding thatCanBeFixed() {
    return new Finding(code, severity, what, why, remedy, true);
  }
}
