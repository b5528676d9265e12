package dev.dusty.api;

import org.jspecify.annotations.Nullable;

/**
 * A failure that its reader can mend: bad input, a missing program, a taken port.
 *
 * <p>This is the only exception that Dusty shows as a plain message. Everything else that a plugin
 * throws is shown as a bug of that plugin, with its stack trace.
 *
 * @since 1.0
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final @Nullable String value;
  private final @Nullable String expected;
  private final String remedy;

  /**
   * Creates the error.
   *
   * @param code a stable identifier in kebab-case, for scripts and documentation: {@code
   *     port-taken}
   * @param problem what is wrong, one sentence without a full stop
   * @param value the offending value exactly as it was given, or null where there is none
   * @param expected what would have been accepted, or null where {@code remedy} says it all
   * @param remedy what to do about it, one sentence without a full stop
   */
  public UserError(
      String code,
      String problem,
      @Nullable String value,
      @Nullable String expected,
      String remedy) {
    super(problem);
    this.code = code;
    this.value = value;
    this.expected = expected;
    this.remedy = remedy;
  }

  /** Creates an error whose problem and remedy say everything. */
  public UserError(String code, String problem, String remedy) {
    this(code, problem, null, null, remedy);
  }

  /** Returns the stable identifier in kebab-case. */
  public String code() {
    return code;
  }

  /** Returns what is wrong, in one sentence; the same as {@link #getMessage()}, but never null. */
  public String problem() {
    return String.valueOf(getMessage());
  }

  /** Returns the offending value as it was given, or null. */
  public @Nullable String value() {
    return value;
  }

  /** Returns what would have been accepted, or null. */
  public @Nullable String expected() {
    return expected;
  }

  /** Returns what to do about it. */
  public String remedy() {
    return remedy;
  }
}
