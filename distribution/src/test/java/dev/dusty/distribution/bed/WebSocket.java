package dev.dusty.distribution.bed;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A client's end of a WebSocket (RFC 6455), for short texts. */
public final class WebSocket implements AutoCloseable {

  // The example of RFC 6455, section 1.3: a key, and what a server answers to it.
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
  private static final String ACCEPTED = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

  private static final int LAST_TEXT = 0x81;
  private static final int MASKED = 0x80;
  private static final int LONGEST = 125;
  private static final byte[] MASK = {1, 2, 3, 4};

  private final HttpStream handshake;

  private WebSocket(HttpStream handshake) {
    this.handshake = handshake;
  }

  static WebSocket open(Socket socket, String host, String path) {
    HttpStream handshake =
        HttpStream.open(
            socket,
            "GET",
            host,
            path,
            Map.of(
                "Connection", "Upgrade",
                "Upgrade", "websocket",
                "Sec-WebSocket-Version", "13",
                "Sec-WebSocket-Key", KEY),
            "");
    if (handshake.status() != 101
        || !ACCEPTED.equals(handshake.headers().get("sec-websocket-accept"))) {
      handshake.close();
      throw new AssertionError(
          "no WebSocket: status %d, %s".formatted(handshake.status(), handshake.headers()));
    }
    return new WebSocket(handshake);
  }

  /** Sends a text of at most 125 bytes. */
  public void send(String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    if (content.length > LONGEST) {
      throw new IllegalArgumentException("longer than " + LONGEST + " bytes");
    }
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(LAST_TEXT);
    frame.write(MASKED | content.length);
    frame.writeBytes(MASK);
    for (int i = 0; i < content.length; i++) {
      frame.write(content[i] ^ MASK[i % MASK.length]);
    }
    try {
      handshake.socket().getOutputStream().write(frame.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the next text, which has at most 125 bytes and comes within 20 seconds. */
  public String receive() {
    try {
      DataInputStream in = new DataInputStream(handshake.socket().getInputStream());
      int kind = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      if (kind != LAST_TEXT || length > LONGEST) {
        throw new AssertionError("no short text: %02x %02x".formatted(kind, length));
      }
      return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    handshake.close();
  }
}
