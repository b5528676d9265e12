package dev.dusty.distribution.bed;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** What must be there for a test, and may not be on every computer. */
public final class Parts {

  private Parts() {}

  /**
   * Skips the calling test, with the reason, where a part is missing; fails it where all are
   * required.
   */
  public static void require(boolean there, String reason) {
    if (System.getenv("DUSTY_REQUIRE_PARTS") != null) {
      assertTrue(there, reason);
    }
    assumeTrue(there, reason);
  }

  /** Does so where a command does not succeed. */
  public static void requireCommand(String... argv) {
    require(
        Shell.run(Path.of("."), argv).exitCode() == 0,
        "'" + String.join(" ", argv) + "' does not work here");
  }
}
