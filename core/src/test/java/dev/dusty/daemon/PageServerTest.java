package dev.dusty.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dusty.api.UserError;
import dev.dusty.command.AppPage.Shown;
import dev.dusty.command.LastErrors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageServerTest {

  private static final String PAGE = "http://shop.test";

  @TempDir Path folder;
  private PageServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        PageServer.at(
            0,
            origin ->
                switch (origin) {
                  case PAGE ->
                      Optional.of(
                          new Shown("shop", "running", "starting", List.of("<b>one</b>", "two")));
                  case "http://broken.test" -> throw new UserError("specs", "broken", "mend them");
                  default -> Optional.empty();
                },
            Log.of(
                new PrintStream(new ByteArrayOutputStream(), true),
                Map.of(),
                LastErrors.in(folder)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String ask(String request, String... headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      String head = request + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n";
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String host() {
    return "Host: 127.0.0.1:" + server.port();
  }

  @Test
  void aPageOfAnAppIsToldOfItsApp() throws IOException {
    String answer = ask("GET /app", host(), "Origin: " + PAGE);
    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(answer.lines()).contains("Access-control-allow-origin: " + PAGE);
    assertThat(new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n"))))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"app": "shop", "state": "running", "health": "starting",
                     "log": ["<b>one</b>", "two"]}
                    """));
  }

  @Test
  void aBrowserThatAsksBeforehandMayAsk() throws IOException {
    assertThat(
            ask(
                "OPTIONS /app",
                host(),
                "Origin: " + PAGE,
                "Access-Control-Request-Private-Network: true"))
        .startsWith("HTTP/1.1 204 ")
        .containsIgnoringCase("access-control-allow-private-network: true");
  }

  @Test
  void anyOtherPageLearnsNothing() throws IOException {
    assertThat(ask("GET /app", host(), "Origin: http://evil.test"))
        .startsWith("HTTP/1.1 403 ")
        .doesNotContainIgnoringCase("access-control")
        .doesNotContain("shop");
  }

  @Test
  void whatIsNoPageLearnsNothing() throws IOException {
    assertThat(ask("GET /app", host())).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void aNameThatSomebodyMadeLeadHereIsNotAnswered() throws IOException {
    assertThat(ask("GET /app", "Host: evil.test:" + server.port(), "Origin: " + PAGE))
        .startsWith("HTTP/1.1 403 ");
  }

  @Test
  void thereIsNothingElseToAskFor() throws IOException {
    assertThat(ask("GET /shutdown", host(), "Origin: " + PAGE)).startsWith("HTTP/1.1 403 ");
    assertThat(ask("POST /app", host(), "Origin: " + PAGE)).startsWith("HTTP/1.1 405 ");
  }

  @Test
  void specsThatAreBrokenForAMomentAreNoBug() throws IOException {
    assertThat(ask("GET /app", host(), "Origin: http://broken.test")).startsWith("HTTP/1.1 503 ");
  }
}
