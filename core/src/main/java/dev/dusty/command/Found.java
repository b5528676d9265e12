package dev.dusty.command;

import dev.dusty.api.step.Finding;
import dev.dusty.api.step.Finding.Severity;
import java.io.IOException;

/**
 * A finding, and who found it.
 *
 * @param by {@code dusty}, a run step or a machine
 * @param finding what was found
 * @param mend mends it, where it is fixable
 */
record Found(String by, Finding finding, Mend mend) {

  /** Mends what was found. */
  @FunctionalInterface
  interface Mend {
    /** Does it. */
    void run() throws IOException;
  }

  private static final String OWN = "dusty";

  /** Returns what Dusty itself found, and nobody but a person can mend. */
  static Found own(Finding finding) {
    return new Found(OWN, finding, () -> {});
  }

  /** Returns what Dusty itself found, and can mend. */
  static Found own(Finding finding, Mend mend) {
    return new Found(OWN, finding.thatCanBeFixed(), mend);
  }

  boolean isFine() {
    return finding.severity() == Severity.FINE;
  }

  boolean isBroken() {
    return finding.severity() == Severity.BROKEN;
  }

  boolean canBeMended() {
    return !isFine() && finding.fixable();
  }
}
