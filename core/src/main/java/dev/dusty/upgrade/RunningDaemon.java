package dev.dusty.upgrade;

import dev.dusty.api.step.Cancellation;
import dev.dusty.protocol.Wire;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The daemon at a socket, as anybody sees it.
 *
 * @param socket where it listens
 */
public record RunningDaemon(Path socket) {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  /** Returns the release that it says it is; empty if nobody answers. */
  public Optional<String> release() {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      Wire.greet(Channels.newOutputStream(channel), "");
      awaitAnswer(channel);
      return Optional.of(Wire.greeting(Channels.newInputStream(channel)).release());
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A daemon that is just starting may take its time, and one that hangs for ever. */
  private static void awaitAnswer(SocketChannel channel) throws IOException {
    try (Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      if (selector.select(ANSWER.toMillis()) == 0) {
        throw new IOException("no answer");
      }
      key.cancel();
      selector.selectNow();
    }
    channel.configureBlocking(true);
  }

  /** Waits until a release answers, and returns whether it did within a time. */
  public boolean becomes(String release, Duration limit, Cancellation cancellation) {
    long start = System.nanoTime();
    while (!release().equals(Optional.of(release))) {
      if (System.nanoTime() - start > limit.toNanos() || cancellation.isCancelled()) {
        return false;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return true;
  }
}
