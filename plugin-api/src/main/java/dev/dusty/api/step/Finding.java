package dev.dusty.api.step;

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
}
