package dev.dusty.plugin.compose;

import dev.dusty.api.UserError;
import dev.dusty.api.step.ProcessRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs what may take hours as long as the engine still answers: Compose itself waits forever for an
 * engine that has fallen silent.
 *
 * @param engine the engine
 * @param pause how often it is asked
 * @param limit for how long it may give no answer
 */
record Attended(Engine engine, Duration pause, Duration limit) {

  static Attended by(Engine engine) {
    return new Attended(engine, Duration.ofSeconds(5), Duration.ofSeconds(30));
  }

  /**
   * Runs it to its end.
   *
   * @throws UserError with code {@code docker-silent} if the engine gave no answer for too long; by
   *     then the process has ended
   */
  ProcessRunner.Result run(Callable<ProcessRunner.Result> process) throws IOException {
    FutureTask<ProcessRunner.Result> task = new FutureTask<>(process);
    Thread thread = Thread.ofVirtual().start(task);
    try {
      long answered = System.nanoTime();
      while (!ends(task)) {
        if (engine.answers()) {
          answered = System.nanoTime();
        } else if (System.nanoTime() - answered > limit.toNanos()) {
          throw engine.calls().silent(limit);
        }
      }
      return task.get();
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled(e);
    } finally {
      thread.interrupt();
      join(thread);
    }
  }

  private boolean ends(FutureTask<?> task) throws InterruptedException, ExecutionException {
    try {
      task.get(pause.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** What is to be undone next must not meet a process that still works. */
  private static void join(Thread thread) {
    boolean interrupted = Thread.interrupted();
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static RuntimeException failure(@Nullable Throwable cause) throws IOException {
    if (cause instanceof IOException io) {
      throw io;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }

  private static CancellationException cancelled(InterruptedException cause) {
    CancellationException cancelled = new CancellationException("interrupted");
    cancelled.initCause(cause);
    return cancelled;
  }
}
