package dev.dusty.api.step;

import java.time.Duration;

/**
 * Until when something is waited for. It bounds the time whatever one look takes, which a number of
 * looks does not.
 *
 * @param nanoTime as {@link System#nanoTime} counts
 * @since 1.0
 */
public record Deadline(long nanoTime) {

  /** Returns the one that is so far from now. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Returns whether it is over. */
  public boolean isOver() {
    return System.nanoTime() - nanoTime > 0;
  }
}
