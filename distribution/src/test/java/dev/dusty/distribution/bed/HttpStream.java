package dev.dusty.distribution.bed;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** An answer over HTTP/1.1 (RFC 9112) whose body is read as it comes. */
public final class HttpStream implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;
  private final int status;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private long left;
  private final boolean chunked;
  private boolean ended;

  private HttpStream(Socket socket) throws IOException {
    this.socket = socket;
    in = socket.getInputStream();
    status = Integer.parseInt(rawLine().split(" ", 3)[1]);
    for (String line = rawLine(); !line.isEmpty(); line = rawLine()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    chunked = headers.getOrDefault("transfer-encoding", "").equals("chunked");
    String length = headers.get("content-length");
    left = chunked ? 0 : length == null ? Long.MAX_VALUE : Long.parseLong(length);
  }

  /** Sends a request over a connection, which is the answer's from then on, and reads its head. */
  static HttpStream open(
      Socket socket,
      String method,
      String host,
      String path,
      Map<String, String> headers,
      String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append("%s %s HTTP/1.1\r\nHost: %s\r\n".formatted(method, path, host));
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (!headers.containsKey("Connection")) {
      head.append("Connection: close\r\n");
    }
    if (content.length > 0) {
      head.append("Content-Length: ").append(content.length).append("\r\n");
    }
    try {
      socket
          .getOutputStream()
          .write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(content);
      socket.getOutputStream().flush();
      return new HttpStream(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the status. */
  public int status() {
    return status;
  }

  /** Returns the headers, by name in small letters. */
  public Map<String, String> headers() {
    return Map.copyOf(headers);
  }

  /**
   * Returns the next line of the body, without its end.
   *
   * @throws UncheckedIOException if none comes within 20 seconds, or the body ended
   */
  public String line() {
    StringBuilder line = new StringBuilder();
    for (int next = read(); next != '\n'; next = read()) {
      if (next < 0) {
        throw new UncheckedIOException(new EOFException("the body ended after '" + line + "'"));
      }
      line.append((char) next);
    }
    return line.toString().replaceAll("\r$", "");
  }

  /** Returns what is left of the body. */
  public String rest() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int next = read(); next >= 0; next = read()) {
      bytes.write(next);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Socket socket() {
    return socket;
  }

  private int read() {
    try {
      if (chunked && left == 0 && !ended) {
        left = Long.parseLong(rawLine().split(";", 2)[0].strip(), 16);
        ended = left == 0;
      }
      if (left == 0) {
        return -1;
      }
      int next = in.read();
      if (next < 0) {
        if (left < Long.MAX_VALUE / 2) {
          throw new EOFException("the body is not whole");
        }
        left = 0;
        return -1;
      }
      left--;
      if (chunked && left == 0) {
        rawLine();
      }
      return next;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String rawLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection was closed after '" + line + "'");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
