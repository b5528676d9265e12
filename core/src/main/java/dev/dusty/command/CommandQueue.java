package dev.dusty.command;

import java.io.IOException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one command at a time change things; the others wait for their turn, and are told for whom.
 */
public final class CommandQueue {

  private static final int POLL_MILLIS = 100;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final ReentrantLock lock = new ReentrantLock(true);
  private volatile Optional<Running> running = Optional.empty();

  /** A command that runs. */
  private record Running(String user, String command, LocalTime since) {
    @Override
    public String toString() {
      return "'dusty %s' of %s, which has run since %s"
          .formatted(command, user, TIME.format(since.truncatedTo(ChronoUnit.SECONDS)));
    }
  }

  /** What a command does. */
  @FunctionalInterface
  public interface Body<T> {
    /** Does it. */
    T run() throws IOException;
  }

  /** Returns whether a command of another thread runs here. */
  boolean isBusyWithAnother() {
    return running.isPresent() && !lock.isHeldByCurrentThread();
  }

  /**
   * Runs a command as soon as no other one runs.
   *
   * @param command what was typed, for those who wait
   * @throws CancellationException if the caller went away while it waited
   */
  public <T> T run(Caller caller, String command, Body<T> body) throws IOException {
    boolean told = false;
    try {
      while (!lock.tryLock(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        caller.cancellation().check();
        Optional<Running> other = running;
        if (!told && other.isPresent()) {
          caller.console().err().println("waiting for " + other.get());
          told = true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
    try {
      caller.cancellation().check();
      running =
          Optional.of(
              new Running(caller.user().name(), command, LocalTime.now(ZoneId.systemDefault())));
      return body.run();
    } finally {
      running = Optional.empty();
      lock.unlock();
    }
  }
}
