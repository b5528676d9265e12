package dev.dusty.api.step;

/**
 * What a step says to the person who waits for it.
 *
 * @since 1.0
 */
public interface Reporter {

  /** Shows what is being done now, in place of what was shown before: {@code pulling web}. */
  void progress(String text);

  /** Shows a line that stays. */
  void line(String text);

  /** Shows a line that stays, as a warning. */
  void warning(String text);
}
