package dev.dusty.plugin.compose;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/** The time between two looks at something that is on its way. */
final class Pause {

  private Pause() {}

  /**
   * Waits.
   *
   * @throws CancellationException if the thread is interrupted; it stays so
   */
  static void of(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }
}
