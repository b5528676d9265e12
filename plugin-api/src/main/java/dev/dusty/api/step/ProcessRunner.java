package dev.dusty.api.step;

import java.io.IOException;

/**
 * The only way for a step to start a process, so that a test can record the exact argument vectors.
 *
 * @since 1.0
 */
public interface ProcessRunner {

  /**
   * What a process left behind.
   *
   * @param exitCode its exit code; 128 and the signal's number where a signal ended it
   * @param output its standard output, as UTF-8; at most the last mebibyte
   * @param errors its standard error, as UTF-8; at most the last mebibyte
   * @since 1.0
   */
  record Result(int exitCode, String output, String errors) {

    /** Returns whether the exit code is 0. */
    public boolean succeeded() {
      return exitCode == 0;
    }
  }

  /**
   * What is told of a running process.
   *
   * @since 1.0
   */
  interface Listener {

    /**
     * Called for each line of output as it comes, without its line end; {@code error} tells
     * standard error.
     */
    void line(String line, boolean error);
  }

  /**
   * Runs a process to its end. A process that is cancelled or over its time limit is ended with its
   * children, first politely.
   *
   * @throws IOException if the program cannot be started
   * @throws dev.dusty.api.UserError with code {@code time-limit} if it ran for too long
   * @throws java.util.concurrent.CancellationException if the command was cancelled
   */
  Result run(Command command, Listener listener) throws IOException;

  /** Runs a process to its end; see {@link #run(Command, Listener)}. */
  default Result run(Command command) throws IOException {
    return run(command, (line, error) -> {});
  }
}
