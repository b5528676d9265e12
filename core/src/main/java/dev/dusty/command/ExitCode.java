package dev.dusty.command;

/** What a process ends with. */
public final class ExitCode {

  /** Done. */
  public static final int DONE = 0;

  /** Failed. */
  public static final int FAILED = 1;

  /** Wrong usage. */
  public static final int WRONG_USAGE = 2;

  /** The daemon cannot be reached. */
  public static final int UNREACHABLE = 3;

  /** There is something to do: the answer of {@code up --dry-run --exit-code}. */
  public static final int CHANGES = 4;

  /** The daemon has made room for another release, and is to be started again. */
  public static final int RESTART = 75;

  /** Interrupted by Ctrl-C. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
