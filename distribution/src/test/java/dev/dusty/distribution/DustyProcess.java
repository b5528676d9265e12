package dev.dusty.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a program of the distribution left behind.
 *
 * @param exitCode its exit code
 * @param out its standard output
 * @param err its standard error
 */
record DustyProcess(int exitCode, String out, String err) {

  /** A slow machine takes seconds; a minute means that it hangs. */
  private static final long LIMIT_SECONDS = 60;

  /**
   * Runs a program to its end.
   *
   * @param folder the working folder; nothing else of the machine is touched, as {@code DUSTY_HOME}
   *     is there too
   * @param environment variables that are set on top of those of the tests
   * @param program the program
   * @param arguments its arguments
   */
  static DustyProcess run(
      Path folder, Map<String, String> environment, Path program, String... arguments) {
    List<String> argv = new ArrayList<>(List.of(program.toString()));
    argv.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile(folder, "out", null);
      Path err = Files.createTempFile(folder, "err", null);
      ProcessBuilder builder =
          new ProcessBuilder(argv)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().put("DUSTY_HOME", folder.toString());
      builder.environment().putAll(environment);
      Process process = builder.start();
      try {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError(argv + " did not end");
        }
      } finally {
        process.destroyForcibly();
      }
      return new DustyProcess(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
