package dev.dusty.api.step;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * The time between two looks at something that is on its way.
 *
 * @since 1.0
 */
public final class Pause {

  private Pause() {}

  /**
   * Waits.
   *
   * @throws CancellationException if the thread is interrupted; it stays so
   */
  public static void of(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }
}
