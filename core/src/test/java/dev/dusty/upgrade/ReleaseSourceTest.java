package dev.dusty.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.dusty.api.UserError;
import dev.dusty.api.step.Cancellation;
import dev.dusty.run.Uncancelled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseSourceTest {

  @TempDir Path folder;
  private HttpServer server;
  private final CountDownLatch end = new CountDownLatch(1);

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    answer("/releases/file", 200, "content");
    answer("/releases/missing", 404, "");
    redirect("/releases/moved", "/releases/file");
    redirect("/releases/circle", "circle");
    redirect("/releases/away", "http://192.0.2.1/file");
    server.createContext(
        "/releases/slow",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          await();
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(String path, int code, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private void redirect(String path, String to) {
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Location", to);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/releases";
  }

  private String fetched(String source, String name, long most) throws IOException {
    Path to = folder.resolve("copy");
    ReleaseSource.of(source, folder).fetch(name, to, most, Uncancelled.FOREVER, sofar -> {});
    return Files.readString(to);
  }

  @Test
  void aFileOfAServerIsFetchedWhereverItWasMovedTo() throws IOException {
    assertThat(fetched(url(), "file", 7)).isEqualTo("content");
    assertThat(fetched(url() + "/", "moved", 7)).isEqualTo("content");
  }

  @Test
  void aFileOfAFolderIsFetchedByPathAndByUrl() throws IOException {
    Files.createDirectories(folder.resolve("releases"));
    Files.writeString(folder.resolve("releases/file"), "content");
    assertThat(fetched("releases", "file", 7)).isEqualTo("content");
    assertThat(fetched("file://" + folder + "/releases", "file", 7)).isEqualTo("content");
  }

  @Test
  void aFileThatIsTooLargeIsNotFetched() throws IOException {
    assertThatThrownBy(() -> fetched(url(), "file", 6)).isInstanceOf(UserError.class);
    Files.writeString(folder.resolve("file"), "content");
    assertThatThrownBy(() -> fetched(".", "file", 6))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("more than the 6 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "circle", "away"})
  void whatAServerDoesNotHaveIsSaid(String name) {
    assertThatThrownBy(() -> fetched(url(), name, 7))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll(name.equals("away") ? "192.0.2.1" : name);
  }

  @Test
  void aServerThatIsNotThereIsSaid() {
    String url = url();
    server.stop(0);
    assertThatThrownBy(() -> fetched(url, "file", 7))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("nobody answers there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/releases",
        "http://127.0.0.1.example.com/",
        "ftp://127.0.0.1/",
        "https:///x",
        "http://[::2]/"
      })
  void whatAnybodyOnTheWayCouldAnswerIsNoSource(String url) {
    assertThatThrownBy(() -> ReleaseSource.of(url, folder)).isInstanceOf(UserError.class);
  }

  @Test
  void whoGoesAwayWaitsForNoServer() {
    Path to = folder.resolve("copy");
    Cancellation onceThereIsSomething =
        new Cancellation() {
          @Override
          public boolean isCancelled() {
            return Files.exists(to);
          }

          @Override
          public void check() {
            if (isCancelled()) {
              throw new CancellationException();
            }
          }
        };
    assertThatThrownBy(
            () ->
                ReleaseSource.of(url(), folder)
                    .fetch("slow", to, 100, onceThereIsSomething, sofar -> {}))
        .isInstanceOf(CancellationException.class);
  }
}
