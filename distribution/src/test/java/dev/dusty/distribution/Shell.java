package dev.dusty.distribution;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that ran.
 *
 * @param exitCode how it ended
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Shell(int exitCode, String out, String err) {

  static Shell run(Path folder, String... argv) {
    try {
      Process process = new ProcessBuilder(argv).directory(folder.toFile()).start();
      process.getOutputStream().close();
      StringBuilder err = new StringBuilder();
      Thread reader =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      err.append(text(process.getErrorStream().readAllBytes()));
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  });
      String out = text(process.getInputStream().readAllBytes());
      reader.join();
      return new Shell(process.waitFor(), out, err.toString());
    } catch (IOException e) {
      return new Shell(127, "", String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * Skips the calling test, with the reason, where a program does not run; fails it where all are
   * required.
   */
  static void require(String... argv) {
    boolean there = run(Path.of("."), argv).exitCode() == 0;
    String reason = "'" + String.join(" ", List.of(argv)) + "' does not work here";
    if (System.getenv("DUSTY_REQUIRE_PARTS") != null) {
      assertTrue(there, reason);
    }
    assumeTrue(there, reason);
  }
}
