package dev.dusty.run;

import dev.dusty.api.step.Cancellation;

/** For what goes on to its end, whoever goes away: taking something back, above all. */
public enum Uncancelled implements Cancellation {
  /** The only one. */
  FOREVER;

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public void check() {}
}
