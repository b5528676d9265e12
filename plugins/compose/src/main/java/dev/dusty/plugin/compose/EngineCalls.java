package dev.dusty.plugin.compose;

import dev.dusty.api.UserError;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Requests to an engine that have to be answered in time.
 *
 * @param host the engine's address, for messages
 * @param patience how long an answer may take
 */
record EngineCalls(String host, Duration patience) {

  /** The code of the error of an engine that takes requests and does not answer. */
  static final String SILENT = "docker-silent";

  /** Makes a request that may take as long as any. */
  <T> T ask(Callable<T> request) {
    return ask(request, patience);
  }

  /** Makes a request on a thread of its own: not every kind of socket has time limits that work. */
  <T> T ask(Callable<T> request, Duration limit) {
    FutureTask<T> task = new FutureTask<>(request);
    Thread thread = Thread.ofVirtual().start(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw silent(limit);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the Docker Engine", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  /** Returns the error of an engine that has not answered for a time. */
  UserError silent(Duration time) {
    return new UserError(
        SILENT,
        "the Docker engine at " + host + " did not answer within " + words(time),
        "see what it is doing, or restart it (Debian: 'systemctl restart docker'), and try again");
  }

  private static String words(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " seconds" : time.toMillis() + " ms";
  }

  /** Returns what to throw for what a request threw. */
  RuntimeException failure(@Nullable Throwable cause) {
    for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
      if (inner instanceof IOException) {
        return new UserError(
            "docker-down",
            "the Docker engine at " + host + " cannot be reached: " + inner.getMessage(),
            "start it (Debian: 'systemctl start docker') and see that 'docker info' works");
      }
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }
}
