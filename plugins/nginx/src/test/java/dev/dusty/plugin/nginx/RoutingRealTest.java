package dev.dusty.plugin.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.dusty.api.compile.PortPlan.Forwarding;
import dev.dusty.api.compile.Site;
import dev.dusty.api.spec.HostForwarding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a browser gets from a real nginx with a compiled config, and real apps behind it. */
@Tag("real")
@Timeout(60)
class RoutingRealTest {

  private final int hostPort = RealNginx.freePort();
  private final int streamHostPort = RealNginx.freePort();
  private final int appPort = RealNginx.freePort();
  private final int downPort = RealNginx.freePort();
  private final int streamPort = RealNginx.freePort();
  private final CountDownLatch mayGoOn = new CountDownLatch(1);

  private HttpServer app;
  private RealNginx nginx;

  RoutingRealTest(@TempDir Path folder) throws Exception {
    RealNginx.require();
    app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), appPort), 0);
    String config =
        RealNginx.compile(
            Site.at("127.0.0.1", "127.0.0.1"),
            List.of(
                http("web", "web.example", appPort),
                http("down", "down.example", downPort),
                new Forwarding(
                    "raw",
                    new HostForwarding(
                        "raw.example", streamHostPort, 9, HostForwarding.Type.STREAM),
                    streamPort)));
    nginx = RealNginx.start(folder, config, hostPort);
  }

  private Forwarding http(String app, String name, int port) {
    return new Forwarding(
        app, new HostForwarding(name, hostPort, 8000, HostForwarding.Type.HTTP), port);
  }

  @BeforeEach
  void startApp() {
    app.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          String answer =
              "%s %s body=%d host=%s upgrade=%s connection=%s proto=%s for=%s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI(),
                      body.length,
                      exchange.getRequestHeaders().getFirst("Host"),
                      exchange.getRequestHeaders().getFirst("Upgrade"),
                      exchange.getRequestHeaders().getFirst("Connection"),
                      exchange.getRequestHeaders().getFirst("X-Forwarded-Proto"),
                      exchange.getRequestHeaders().getFirst("X-Forwarded-For"));
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    app.createContext(
        "/bad",
        exchange -> {
          byte[] bytes = "the app's own page".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(502, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    app.createContext(
        "/events",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          out.write("data: first\n\n".getBytes(StandardCharsets.UTF_8));
          out.flush();
          try {
            mayGoOn.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          out.write("data: second\n\n".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    app.start();
  }

  @AfterEach
  void stop() throws Exception {
    app.stop(0);
    nginx.stop();
  }

  private Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private String get(String host, String path) throws IOException {
    try (Socket socket = connect(hostPort)) {
      send(socket, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aNameLeadsToItsAppWithTheHeadersOfAProxy() throws IOException {
    assertThat(get("web.example:" + hostPort, "/a?b=c"))
        .startsWith("HTTP/1.1 200")
        .contains("GET /a?b=c body=0 host=web.example:" + hostPort)
        .contains("upgrade=null connection=null proto=http for=127.0.0.1");
  }

  @Test
  void anUnknownNameGetsTheListOfKnownOnesAndNoApp() throws IOException {
    assertThat(get("other.example", "/any/path"))
        .startsWith("HTTP/1.1 404")
        .contains("Content-Type: text/html")
        .contains("<a href='http://web.example:" + hostPort + "/'>")
        .contains("<a href='http://down.example:" + hostPort + "/'>")
        .doesNotContain("raw.example");
  }

  @Test
  void anAppThatDoesNotListenGetsDustysPage() throws IOException {
    assertThat(get("down.example", "/"))
        .startsWith("HTTP/1.1 502")
        .contains("Cache-Control: no-store")
        .contains("<h1>down does not answer yet</h1>")
        .contains("<code>dusty logs -f down</code>");
  }

  @Test
  void anAppsOwn502IsItsOwnPage() throws IOException {
    assertThat(get("web.example", "/bad"))
        .startsWith("HTTP/1.1 502")
        .endsWith("the app's own page");
  }

  @Test
  void aWebSocketIsUpgradedAndPassesBothWays() throws Exception {
    try (ServerSocket backend = new ServerSocket(downPort, 5, InetAddress.getLoopbackAddress());
        Socket client = connect(hostPort)) {
      send(
          client,
          "GET /ws HTTP/1.1\r\nHost: down.example\r\nUpgrade: websocket\r\nConnection:"
              + " Upgrade\r\n\r\n");
      try (Socket accepted = backend.accept()) {
        BufferedReader request =
            new BufferedReader(
                new InputStreamReader(accepted.getInputStream(), StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        for (String line = request.readLine(); !line.isEmpty(); line = request.readLine()) {
          head.append(line).append('\n');
        }
        assertThat(head.toString())
            .contains("Upgrade: websocket\n")
            .contains("Connection: upgrade\n");
        send(
            accepted,
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection:"
                + " upgrade\r\n\r\nping");
        BufferedReader answer =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        assertThat(answer.readLine()).startsWith("HTTP/1.1 101");
        while (!answer.readLine().isEmpty()) {
          // the rest of the head
        }
        char[] word = new char[4];
        assertThat(answer.read(word)).isPositive();
        assertThat(new String(word)).isEqualTo("ping");
        send(client, "pong\n");
        assertThat(request.readLine()).isEqualTo("pong");
      }
    }
  }

  @Test
  void anEventArrivesBeforeTheNextOneIsSent() throws IOException {
    try (Socket socket = connect(hostPort)) {
      send(socket, "GET /events HTTP/1.1\r\nHost: web.example\r\nConnection: close\r\n\r\n");
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String line = lines.readLine();
      while (!line.equals("data: first")) {
        line = lines.readLine();
      }
      mayGoOn.countDown();
      while (!line.equals("data: second")) {
        line = lines.readLine();
      }
    }
  }

  @Test
  void aLargeBodyPasses() throws IOException {
    int size = 3 << 20;
    try (Socket socket = connect(hostPort)) {
      send(
          socket,
          "POST /up HTTP/1.1\r\nHost: web.example\r\nConnection: close\r\nContent-Length: "
              + size
              + "\r\n\r\n"
              + "x".repeat(size));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("POST /up body=" + size);
    }
  }

  @Test
  void aStreamPassesRawBytes() throws IOException {
    try (ServerSocket backend = new ServerSocket(streamPort, 5, InetAddress.getLoopbackAddress());
        Socket client = connect(streamHostPort)) {
      send(client, "\0raw\377");
      try (Socket accepted = backend.accept()) {
        assertThat(accepted.getInputStream().readNBytes(5))
            .isEqualTo("\0raw\377".getBytes(StandardCharsets.ISO_8859_1));
        send(accepted, "back");
        assertThat(client.getInputStream().readNBytes(4)).asString().isEqualTo("back");
      }
    }
  }
}
