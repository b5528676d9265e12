package dev.dusty.plugin.compose;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs that are not Dusty's and that tests run for real. */
final class RealParts {

  private RealParts() {}

  /** What a program said, and how it ended. */
  record Result(int status, String out, String err) {}

  /**
   * Skips the test if a program is not there; fails it where it has to be: in CI, or where {@code
   * DUSTY_REQUIRE_PARTS} is set.
   */
  static void need(String... command) {
    Optional<String> missing = missing(command);
    Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
  }

  /** Returns why a test has to be skipped, if it has to; fails it where it must not be. */
  static Optional<String> missing(String... command) {
    boolean there;
    try {
      there = run(Path.of("."), List.of(command)).status() == 0;
    } catch (IOException e) {
      there = false;
    }
    String what = "'" + String.join(" ", command) + "' does not work here";
    if (System.getenv("CI") != null || System.getenv("DUSTY_REQUIRE_PARTS") != null) {
      Assertions.assertTrue(there, what);
    }
    return there ? Optional.empty() : Optional.of(what);
  }

  static Result run(Path folder, List<String> command) throws IOException {
    Path out = Files.createTempFile("dusty", ".out");
    Path err = Files.createTempFile("dusty", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(new File("/dev/null"))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(Arrays.toString(command.toArray()) + " does not end");
      }
      return new Result(process.exitValue(), read(out), read(err));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
