package dev.dusty.distribution.bed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebIT {

  private HttpServer server;
  private Web web;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    web = new Web("127.0.0.1", server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void aServerIsAskedForTheGivenHost() {
    server.createContext(
        "/",
        exchange -> answer(exchange, exchange.getRequestHeaders().getFirst("Host") + " grüßt"));
    assertThat(web.get("shop.test", "/").body()).isEqualTo("shop.test grüßt");
  }

  @Test
  void aBodyIsSentWithItsHeaders() {
    server.createContext(
        "/",
        exchange ->
            answer(
                exchange,
                exchange.getRequestMethod()
                    + exchange.getRequestHeaders().getFirst("X-Test")
                    + new String(
                        exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    assertThat(web.ask("POST", "shop.test", "/", Map.of("X-Test", " a "), "tea").body())
        .isEqualTo("POSTatea");
  }

  @Test
  void aLineIsReadBeforeTheNextIsSent() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write("data: 1\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            read.await();
            out.write("data: 2\n\n".getBytes(StandardCharsets.UTF_8));
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        });
    try (HttpStream events = web.open("shop.test", "/")) {
      assertThat(events.headers()).containsEntry("transfer-encoding", "chunked");
      assertThat(events.line()).isEqualTo("data: 1");
      read.countDown();
      assertThat(events.rest()).isEqualTo("\ndata: 2\n\n");
    }
  }

  @Test
  void aWebSocketsTextComesBack() throws Exception {
    try (ServerSocket echo = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread thread = Thread.ofVirtual().start(() -> echo(echo));
      try (WebSocket socket =
          new Web("127.0.0.1", echo.getLocalPort()).webSocket("shop.test", "/")) {
        socket.send("hällo");
        assertThat(socket.receive()).isEqualTo("hällo");
      }
      thread.join();
    }
  }

  /** Answers one client as the example of RFC 6455 does, and sends its first short text back. */
  private static void echo(ServerSocket listener) {
    try (Socket socket = listener.accept()) {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) socket.getInputStream().read());
      }
      socket
          .getOutputStream()
          .write(
              ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] start = socket.getInputStream().readNBytes(6);
      byte[] text = socket.getInputStream().readNBytes(start[1] & 0x7f);
      for (int i = 0; i < text.length; i++) {
        text[i] ^= start[2 + i % 4];
      }
      socket.getOutputStream().write(new byte[] {start[0], (byte) text.length});
      socket.getOutputStream().write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
