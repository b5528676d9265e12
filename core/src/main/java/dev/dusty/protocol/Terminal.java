package dev.dusty.protocol;

/**
 * What somebody's standard streams are.
 *
 * @param input whether standard input is a terminal
 * @param output whether standard output is one
 * @param errors whether standard error is one
 * @param columns how wide the terminal is; 80 where nobody knows. A width outside of {@value
 *     #NARROWEST} to {@value #WIDEST} is taken for the nearer of the two
 */
public record Terminal(boolean input, boolean output, boolean errors, int columns) {

  /** The narrowest terminal that is drawn for. */
  public static final int NARROWEST = 20;

  /** The widest terminal that is drawn for. */
  public static final int WIDEST = 1000;

  /** No terminal at all. */
  public static final Terminal NONE = new Terminal(false, false, false, 80);

  /** Brings the width into its bounds: the other side may say anything. */
  public Terminal {
    columns = Math.clamp(columns, NARROWEST, WIDEST);
  }
}
