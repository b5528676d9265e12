package dev.dusty.distribution.bed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A program that runs while the test does something else; closing it kills it. */
public final class Background implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<String> times = new CopyOnWriteArrayList<>();
  private final long start = System.nanoTime();
  private final Thread reader;

  private Background(Process process) {
    this.process = process;
    this.reader = Thread.ofPlatform().daemon().start(this::read);
  }

  /** Starts a program with nothing to read. */
  public static Background start(Path folder, Map<String, String> environment, List<String> argv) {
    try {
      Process process = Shell.builder(folder, environment, argv).redirectErrorStream(true).start();
      process.getOutputStream().close();
      return new Background(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the lines of both outputs so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** Returns the same lines, each with the seconds from the start of the program to it. */
  public List<String> timedLines() {
    return List.copyOf(times);
  }

  /** Returns once it has written a line that contains a text. */
  public void await(String text) {
    Wait.until(
        "a line with '" + text + "' after " + lines,
        LIMIT,
        () -> lines.stream().anyMatch(line -> line.contains(text)));
  }

  /** Returns whether it still runs. */
  public boolean runs() {
    return process.isAlive();
  }

  /** Returns its exit code once it has ended and all lines were read. */
  public int exitCode() {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("it does not end; it wrote: " + lines);
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void add(String line) {
    lines.add(line);
    times.add("%7.1f s  %s".formatted((System.nanoTime() - start) / 1e9, line));
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      output.lines().forEach(this::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("(" + e.getMessage() + ")");
    }
  }
}
