package dev.dusty.plugin.vmssh;

import java.time.Duration;

/** The time between two looks at something that is on its way. */
public final class Pause {

  private Pause() {}

  /** Waits; an interrupt cuts it short, and stays for whoever asks next. */
  public static void of(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
