package dev.dusty.daemon;

import dev.dusty.protocol.Message;
import dev.dusty.protocol.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What is on its way to a client. A client that does not read, as one that was stopped with Ctrl-Z,
 * is given up after a while, so that its command does not keep others waiting.
 */
final class Outbox {

  private static final int MOST_MESSAGES = 256;

  private final BlockingQueue<Optional<Message>> messages =
      new LinkedBlockingQueue<>(MOST_MESSAGES);
  private final Duration patience;
  private final Thread writer;
  private volatile boolean stuck;

  /**
   * Creates the box; it writes to the client from now on.
   *
   * @param patience how long it waits for a client that does not read
   */
  Outbox(OutputStream toClient, Duration patience) {
    this.patience = patience;
    this.writer = Thread.ofVirtual().start(() -> deliver(toClient));
  }

  /** Sends a message; one for a client that was given up is dropped. */
  void put(Message message) {
    offer(Optional.of(message));
  }

  /** Waits until all is delivered, or the client given up. */
  void close() {
    offer(Optional.empty());
    if (stuck) {
      return;
    }
    try {
      writer.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether the client was given up, or has gone. */
  boolean isStuck() {
    return stuck;
  }

  private void offer(Optional<Message> message) {
    try {
      if (!stuck && !messages.offer(message, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        stuck = true;
      }
    } catch (InterruptedException e) {
      stuck = true;
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(OutputStream toClient) {
    try {
      for (Optional<Message> message = messages.take();
          message.isPresent();
          message = messages.take()) {
        Wire.write(toClient, message.get());
      }
    } catch (IOException e) {
      stuck = true;
    } catch (InterruptedException e) {
      stuck = true;
      Thread.currentThread().interrupt();
    }
  }
}
