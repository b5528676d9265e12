package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineKeysRealTest {

  @TempDir Path folder;
  @TempDir Path home;

  /** The files of a folder that only the user sees. */
  private final Processes user =
      Processes.answering(
          command -> {
            String file = command.argv().getLast();
            String name = file.substring(file.lastIndexOf('/') + 1);
            return file.startsWith("/seen/by/the/user/") && command.identity() == Identity.USER
                ? new Result(0, text(name), "")
                : new Result(1, "", "No such file or directory");
          });

  @BeforeEach
  void makeKeys() throws IOException {
    RealParts.need("openssl", "version");
    openssl("req -x509 -newkey rsa:2048 -nodes -keyout ca-key.pem -out ca.pem -subj /CN=ca");
    sign("server", "subjectAltName=IP:127.0.0.1");
    sign("client", "extendedKeyUsage=clientAuth");
    Files.move(folder.resolve("client.pem"), folder.resolve("cert.pem"));
    Files.move(folder.resolve("client-key.pem"), folder.resolve("key.pem"));
  }

  private void sign(String name, String extension) throws IOException {
    Files.writeString(folder.resolve("extension"), extension + "\n");
    openssl(
        "req -newkey rsa:2048 -nodes -keyout %s-key.pem -out request -subj /CN=%s"
            .formatted(name, name));
    openssl(
        "x509 -req -in request -CA ca.pem -CAkey ca-key.pem -CAcreateserial -extfile extension -out %s.pem"
            .formatted(name));
  }

  private void openssl(String arguments) throws IOException {
    List<String> argv = new ArrayList<>(List.of("openssl"));
    argv.addAll(List.of(arguments.split(" ")));
    RealParts.Result result = RealParts.run(folder, argv);
    assertThat(result.status()).as(result.err()).isZero();
  }

  private String text(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theKeysOfAnEngineAreReadAsTheUser() throws Exception {
    SSLContext context =
        new EngineKeys(text("ca.pem"), text("server.pem"), text("server-key.pem"))
            .forClient()
            .getSSLContext();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = context.getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] none = "[]".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, none.length);
            exchange.getResponseBody().write(none);
          }
        });
    server.start();
    try {
      Engine engine =
          Engine.of(
              new FakeContext(home).with(user),
              Map.of(
                  "DOCKER_HOST",
                  "tcp://127.0.0.1:" + server.getAddress().getPort(),
                  "DOCKER_TLS_VERIFY",
                  "1",
                  "DOCKER_CERT_PATH",
                  "/seen/by/the/user"));
      assertThat(engine.containers()).isEmpty();
    } finally {
      server.stop(0);
    }
    assertThat(user.commands()).extracting(Command::identity).containsOnly(Identity.USER);
  }

  @Test
  void keysThatTheUserCannotReadAreNotUsed() {
    FakeContext context = new FakeContext(home).with(user);
    assertThatThrownBy(
            () ->
                EngineKeys.of(
                    context, Map.of("DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", "/root/keys")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("cannot read /root/keys/ca.pem");
  }

  @Test
  void withoutAFolderTheyAreInTheUsersHome() {
    FakeContext context = new FakeContext(home).with(user);
    assertThatThrownBy(() -> EngineKeys.of(context, Map.of("DOCKER_TLS_VERIFY", "1")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("cannot read " + home + "/.docker/ca.pem");
  }

  @Test
  void whatIsNoKeyIsSaidToBeNone() {
    assertThatThrownBy(
            () -> new EngineKeys(text("ca.pem"), text("cert.pem"), "nonsense").forClient())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("cannot be used");
  }
}
