package dev.dusty.distribution.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** From where a client connects. */
public interface Network {

  /** From this computer. */
  Network HERE =
      (address, limitMillis) -> {
        Socket socket = new Socket();
        try {
          socket.connect(address, limitMillis);
          socket.setSoTimeout(limitMillis);
          return socket;
        } catch (IOException e) {
          try {
            socket.close();
          } catch (IOException closing) {
            e.addSuppressed(closing);
          }
          throw new UncheckedIOException(e);
        }
      };

  /**
   * Connects.
   *
   * @param limitMillis how long that, and each reading from it, may take
   * @throws UncheckedIOException if nobody listens
   */
  Socket connect(InetSocketAddress address, int limitMillis);
}
