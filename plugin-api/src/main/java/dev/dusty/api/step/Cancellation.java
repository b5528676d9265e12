package dev.dusty.api.step;

/**
 * Whether the person who asked still wants an answer.
 *
 * @since 1.0
 */
public interface Cancellation {

  /** Returns whether the command was cancelled: by Ctrl-C, or because its client went away. */
  boolean isCancelled();

  /**
   * Ends the calling step if the command was cancelled. Steps call it between changes; a {@link
   * ProcessRunner} ends a running process by itself.
   *
   * @throws java.util.concurrent.CancellationException if the command was cancelled
   */
  void check();
}
