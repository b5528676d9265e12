package dev.dusty.protocol;

/**
 * What somebody's standard streams are.
 *
 * @param input whether standard input is a terminal
 * @param output whether standard output is one
 * @param errors whether standard error is one
 * @param columns how wide the terminal is; 80 where nobody knows
 */
public record Terminal(boolean input, boolean output, boolean errors, int columns) {

  /** No terminal at all. */
  public static final Terminal NONE = new Terminal(false, false, false, 80);
}
