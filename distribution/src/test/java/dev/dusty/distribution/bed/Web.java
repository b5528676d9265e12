package dev.dusty.distribution.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A client at an address, which asks for whatever host name a test wants: as a browser does that
 * found the address in a hosts file.
 *
 * @param address the server's IP address
 * @param port its port
 * @param network from where it is asked
 */
public record Web(String address, int port, Network network) {

  private static final int LIMIT = 20_000;

  /**
   * An answer.
   *
   * @param status its status
   * @param headers its headers, by name in small letters
   * @param body its text
   */
  public record Answer(int status, Map<String, String> headers, String body) {}

  /** Creates a client on this computer. */
  public Web(String address, int port) {
    this(address, port, Network.HERE);
  }

  /** Gets a page. */
  public Answer get(String host, String path) {
    return ask("GET", host, path, Map.of(), "");
  }

  /** Sends a request with headers and a body; returns the whole answer. */
  public Answer ask(
      String method, String host, String path, Map<String, String> headers, String body) {
    try (HttpStream stream = open(method, host, path, headers, body)) {
      return new Answer(stream.status(), stream.headers(), stream.rest());
    }
  }

  /** Opens an answer that comes bit by bit, such as server-sent events. */
  public HttpStream open(String host, String path) {
    return open("GET", host, path, Map.of("Accept", "text/event-stream"), "");
  }

  /** Opens a WebSocket. */
  public WebSocket webSocket(String host, String path) {
    return WebSocket.open(connect(), host, path);
  }

  /**
   * Sends text over plain TCP.
   *
   * @return what was sent back until the server closed the connection, or the given text came
   */
  public String talk(String text, String until) {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      StringBuilder answer = new StringBuilder();
      for (int next = socket.getInputStream().read(); next >= 0; ) {
        answer.append((char) next);
        if (answer.indexOf(until) >= 0) {
          break;
        }
        next = socket.getInputStream().read();
      }
      return answer.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether something listens. */
  public boolean listens() {
    try (Socket socket = connect()) {
      return socket.isConnected();
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /** Gets a page again and again until it has a status; returns it. */
  public Answer await(String host, String path, int status, Duration limit) {
    List<Answer> answers = new ArrayList<>();
    Wait.until(
        "status %d from http://%s:%d%s".formatted(status, host, port, path),
        limit,
        () -> {
          if (listens()) {
            answers.add(get(host, path));
          }
          return !answers.isEmpty() && answers.getLast().status() == status;
        });
    // Not asked for again: an nginx that loads another config may still answer by the former one.
    return answers.getLast();
  }

  private HttpStream open(
      String method, String host, String path, Map<String, String> headers, String body) {
    return HttpStream.open(connect(), method, host, path, headers, body);
  }

  private Socket connect() {
    return network.connect(new InetSocketAddress(address, port), LIMIT);
  }
}
