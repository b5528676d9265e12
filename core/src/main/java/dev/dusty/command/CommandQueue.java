package dev.dusty.command;

import dev.dusty.api.step.Cancellation;
import java.io.IOException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets one command at a time change things; the others wait for their turn, and are told for whom.
 * Who came first is served first.
 */
public final class CommandQueue {

  private static final int POLL_MILLIS = 100;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  /** Those that are there, in the order in which they came, each with its turn; the first runs. */
  private final Deque<CountDownLatch> turns = new ArrayDeque<>();

  private final Map<String, CommandQueue> others = new ConcurrentHashMap<>();
  private volatile Optional<Running> running = Optional.empty();

  /** A command that runs. */
  private record Running(String user, String command, LocalTime since, Cancellation cancellation) {
    @Override
    public String toString() {
      return "'dusty %s' of %s, which has run since %s%s"
          .formatted(
              command,
              user,
              TIME.format(since),
              cancellation.isCancelled() ? ", was interrupted, and puts back what it did" : "");
    }
  }

  /** What a command does. */
  @FunctionalInterface
  public interface Body<T> {
    /** Does it. */
    T run() throws IOException;
  }

  /** Returns whether a command of somebody else than a caller runs. */
  boolean isBusyWithAnother(Caller caller) {
    return running.filter(other -> !other.cancellation().equals(caller.cancellation())).isPresent();
  }

  /** Returns the command that runs and was interrupted, for a person; empty if there is none. */
  Optional<String> interrupted() {
    return running.filter(command -> command.cancellation().isCancelled()).map(Running::toString);
  }

  /**
   * Returns a queue beside this one, for what keeps nobody waiting but those who want the same.
   *
   * @param what what they want; the same queue for the same text
   */
  public CommandQueue of(String what) {
    return others.computeIfAbsent(what, same -> new CommandQueue());
  }

  /**
   * Runs a command as soon as no other one runs.
   *
   * @param command what was typed, for those who wait
   * @throws CancellationException if the caller went away while it waited
   */
  public <T> T run(Caller caller, String command, Body<T> body) throws IOException {
    CountDownLatch turn = enter();
    try {
      await(turn, caller);
      caller.cancellation().check();
      running =
          Optional.of(
              new Running(
                  caller.user().name(),
                  command,
                  LocalTime.now(ZoneId.systemDefault()),
                  caller.cancellation()));
      try {
        return body.run();
      } finally {
        running = Optional.empty();
      }
    } finally {
      leave(turn);
    }
  }

  private CountDownLatch enter() {
    CountDownLatch turn = new CountDownLatch(1);
    synchronized (turns) {
      turns.add(turn);
      callFirst();
    }
    return turn;
  }

  private void leave(CountDownLatch turn) {
    synchronized (turns) {
      turns.remove(turn);
      callFirst();
    }
  }

  private void callFirst() {
    CountDownLatch first = turns.peek();
    if (first != null) {
      first.countDown();
    }
  }

  private void await(CountDownLatch turn, Caller caller) {
    boolean told = false;
    try {
      while (!turn.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
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
  }
}
