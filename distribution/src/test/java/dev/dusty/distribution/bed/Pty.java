package dev.dusty.distribution.bed;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A program in a terminal of 120 columns and 40 lines, made by util-linux's {@code script}. */
public final class Pty implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String INTERRUPT = "\u0003";
  private static final String END_OF_INPUT = "\u0004";

  private final Process script;
  private final StringBuilder screen = new StringBuilder();
  private final Thread reader;
  private int read;

  private Pty(Process script) {
    this.script = script;
    reader = Thread.ofVirtual().start(this::readScreen);
  }

  /** Starts a program with more variables; one with an empty value is unset. */
  public static Pty start(Path folder, Map<String, String> environment, List<String> argv) {
    Parts.requireCommand("script", "--version");
    String command = argv.stream().map(Pty::quoted).collect(Collectors.joining(" "));
    Map<String, String> variables = new HashMap<>(Map.of("TERM", "xterm"));
    variables.putAll(environment);
    // A build that a shell started in the background ignores interrupts, and so would the program.
    List<String> inTerminal =
        List.of(
            "env",
            "--default-signal=INT,QUIT",
            "script",
            "-q",
            "-e",
            "-c",
            "stty cols 120 rows 40; exec " + command,
            "/dev/null");
    try {
      return new Pty(
          Shell.builder(folder, variables, inTerminal).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Types text; a line ends with {@code \n}. */
  public void type(String text) {
    try {
      script.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      script.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Presses Ctrl-C. */
  public void interrupt() {
    type(INTERRUPT);
  }

  /** Presses Ctrl-D. */
  public void endInput() {
    type(END_OF_INPUT);
  }

  /**
   * Waits until a text was shown, after what an earlier call waited for; returns all that was shown
   * in between, that text included.
   *
   * @throws AssertionError if it is not shown within half a minute
   */
  public String await(String text) {
    Wait.until(
        "'" + text + "' in the terminal",
        LIMIT,
        () -> {
          boolean ended = !reader.isAlive();
          if (shown().indexOf(text, read) >= 0) {
            return true;
          }
          if (ended) {
            throw new AssertionError("'%s' was not shown: %s".formatted(text, shown()));
          }
          return false;
        });
    String all = shown();
    int end = all.indexOf(text, read) + text.length();
    String shown = all.substring(read, end);
    read = end;
    return shown;
  }

  /** Returns all that was shown so far, as bytes came, with the escapes for colours and cursor. */
  public String shown() {
    synchronized (screen) {
      return screen.toString();
    }
  }

  /** Waits for the end of the program; returns its exit code. */
  public int exitCode() {
    try {
      if (!script.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("it did not end, and showed: " + shown());
      }
      reader.join();
      return script.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Closes the terminal; a program that still runs gets a hangup. */
  @Override
  public void close() {
    script.destroy();
  }

  private void readScreen() {
    try (Reader in = new InputStreamReader(script.getInputStream(), StandardCharsets.UTF_8)) {
      char[] buffer = new char[4096];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        show(new String(buffer, 0, count));
      }
    } catch (IOException e) {
      show("\n[the terminal broke: " + e.getMessage() + "]");
    }
  }

  private void show(String text) {
    synchronized (screen) {
      screen.append(text);
    }
  }

  private static String quoted(String argument) {
    return "'" + argument.replace("'", "'\\''") + "'";
  }
}
