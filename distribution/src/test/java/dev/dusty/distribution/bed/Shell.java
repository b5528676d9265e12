package dev.dusty.distribution.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that ran.
 *
 * @param exitCode how it ended; 127 where it could not be started
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Shell(int exitCode, String out, String err) {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** Runs a program in a folder, with nothing to read, until it ends; kills it after 10 minutes. */
  public static Shell run(Path folder, String... argv) {
    return run(folder, Map.of(), List.of(argv));
  }

  /** Runs a program with more variables; one with an empty value is unset. */
  public static Shell run(Path folder, Map<String, String> environment, List<String> argv) {
    try {
      Process process = builder(folder, environment, argv).start();
      process.getOutputStream().close();
      process
          .onExit()
          .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
          .exceptionally(
              tooLong -> {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                return process.destroyForcibly();
              });
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

  /** Returns a program to start, with more variables; one with an empty value is unset. */
  static ProcessBuilder builder(Path folder, Map<String, String> environment, List<String> argv) {
    ProcessBuilder builder = new ProcessBuilder(argv).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.environment().values().removeIf(String::isEmpty);
    return builder;
  }

  /**
   * Returns this.
   *
   * @throws AssertionError if the program failed, with all that it said
   */
  public Shell orFail() {
    if (exitCode != 0) {
      throw new AssertionError("exit code %d%n%s%s".formatted(exitCode, out, err));
    }
    return this;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
