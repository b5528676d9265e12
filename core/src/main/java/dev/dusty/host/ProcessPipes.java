package dev.dusty.host;

import dev.dusty.api.step.ProcessRunner.Listener;
import dev.dusty.api.step.ProcessRunner.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What goes into a process and comes out of it. */
final class ProcessPipes {

  private static final int KEPT = 1024 * 1024;

  /** How long output is waited for after the process ended and nothing more comes. */
  private static final Duration QUIET = Duration.ofMillis(500);

  private final Listener listener;
  private final ReentrantLock listening = new ReentrantLock();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final Tail output = new Tail(KEPT);
  private final Tail errors = new Tail(KEPT);
  private final List<Thread> readers;
  private volatile long lastRead = System.nanoTime();
  private volatile boolean finished;

  private ProcessPipes(Process process, Listener listener) {
    this.listener = listener;
    this.readers =
        List.of(
            thread("output", () -> read(process.getInputStream(), output, false)),
            thread("errors", () -> read(process.getErrorStream(), errors, true)));
  }

  /** Begins to write the input and to read both outputs. */
  static ProcessPipes connect(Process process, Optional<String> input, Listener listener) {
    ProcessPipes pipes = new ProcessPipes(process, listener);
    pipes.readers.forEach(Thread::start);
    input.ifPresent(text -> thread("input", () -> write(process.getOutputStream(), text)).start());
    return pipes;
  }

  /**
   * Threads of the system: the JDK blocks on a pipe in native code, and two processes that are
   * silent would keep every virtual thread of a computer with two cores waiting.
   */
  private static Thread thread(String name, Runnable task) {
    return Thread.ofPlatform().daemon().name("process " + name).unstarted(task);
  }

  private static void write(OutputStream stream, String text) {
    try (stream) {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // A process need not read what it is given.
    }
  }

  private void read(InputStream stream, Tail tail, boolean error) {
    LineSplitter lines = new LineSplitter(line -> tell(line, error));
    byte[] buffer = new byte[8192];
    try {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        lastRead = System.nanoTime();
        tail.add(buffer, count);
        lines.add(buffer, count);
      }
    } catch (IOException e) {
      // Closed: the process is gone, or was ended.
    }
    lines.end();
  }

  private void tell(String line, boolean error) {
    listening.lock();
    try {
      // The process would stand still if nobody read on, so a listener that fails is not asked
      // again.
      if (failure.get() == null && !finished) {
        listener.line(line, error);
      }
    } catch (RuntimeException e) {
      failure.set(e);
    } finally {
      listening.unlock();
    }
  }

  /** Throws what the listener threw. */
  void checkListener() {
    RuntimeException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }

  /**
   * Waits for the last output of a process that has ended. A process that it left in the
   * background, as ssh does to share connections, may hold the pipes open for hours and is not
   * waited for.
   */
  void finish() {
    lastRead = System.nanoTime();
    try {
      while (readers.stream().anyMatch(Thread::isAlive)
          && System.nanoTime() - lastRead < QUIET.toNanos()) {
        for (Thread reader : readers) {
          reader.join(Duration.ofMillis(20));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
    listening.lock();
    try {
      finished = true;
    } finally {
      listening.unlock();
    }
    checkListener();
  }

  /** Returns what was kept. */
  Result result(int exitCode) {
    return new Result(exitCode, output.text(), errors.text());
  }
}
