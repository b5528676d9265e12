package dev.dusty.api.step;

/**
 * What a step says to the person who waits for it.
 *
 * @since 1.0
 */
public interface Reporter {

  /** Shows what is being done now, in place of what was shown before: {@code pulling web}. */
  void progress(String text);

  /**
   * Shows how far one of several things is, each in a line of its own while it goes on: {@code
   * container web}, {@code starting}.
   *
   * @param name which thing; the same name again replaces what was shown
   * @param state how far it is, in a few words
   * @param done whether that is its last state
   */
  void item(String name, String state, boolean done);

  /**
   * Shows that one of several things has failed, which is its last state.
   *
   * @param name which thing; the same name replaces what was shown
   * @param state what became of it, in a few words: {@code exited with code 7}
   */
  default void failed(String name, String state) {
    item(name, state, true);
  }

  /** Shows a line that stays. */
  void line(String text);

  /** Shows a line that stays, as a warning. */
  void warning(String text);
}
