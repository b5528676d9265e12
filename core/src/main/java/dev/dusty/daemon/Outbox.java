package dev.dusty.daemon;

import dev.dusty.protocol.Message;
import dev.dusty.protocol.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What is on its way to a client. A client that does not read, as one that was stopped with Ctrl-Z,
 * is given up after a while, so that its command does not keep others waiting.
 */
final class Outbox {

  private static final int MOST_MESSAGES = 4096;
  private static final int PATIENCE_SECONDS = 30;

  private final BlockingQueue<Optional<Message>> messages =
      new LinkedBlockingQueue<>(MOST_MESSAGES);
  private final Thread writer;
  private volatile boolean stuck;

  /** Creates the box; it writes to the client from now on. */
  Outbox(OutputStream toClient) {
    this.writer = Thread.ofVirtual().start(() -> deliver(toClient));
  }

  /** Sends a message; one for a client that was given up is dropped. */
  void put(Message message) {
    offer(Optional.of(message));
  }

  /** Waits until all is delivered, or the client given up. */
  void close() {
    offer(Optional.empty());
    try {
      writer.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
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
      if (!stuck && !messages.offer(message, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
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
