package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import dev.dusty.distribution.bed.Wait;
import dev.dusty.distribution.bed.Web;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageIT {

  private static final String SLOW =
      """
      image: busybox
      host_forwarding:
        - host_name: slow.test
          host_port: 80
          container_port: 8000
      commands:
        always:
          - echo still warming up
          - while [ ! -e /ready ]; do sleep 0.1; done
          - mkdir -p /www && echo warm > /www/index.html
          - httpd -f -p 8000 -h /www
      compose:
        stop_signal: SIGKILL
      """;

  @Test
  void aPageShowsWhatAnAppSaysUntilItAnswers() throws IOException {
    try (GitRemotes remotes = new GitRemotes();
        Trial trial = Trial.start()) {
      Specs specs =
          new Specs(remotes.create("specs"))
              .app("slow", SLOW)
              .answering("other", "other.test", "hello")
              .bundle("all", "slow", "other")
              .commit();
      String port = String.valueOf(freePort());
      trial.setUp(specs.remote().fileUrl()).activate("all");
      trial.dusty("config", "set", "page_port", port).orFail();
      trial.restartDaemon();
      trial.up();

      Web.Answer page = trial.web().await("slow.test", "/", 502, Duration.ofSeconds(20));
      assertThat(page.body())
          .contains("slow does not answer yet")
          .contains("http://127.0.0.1:" + port + "/app");
      Web asked = new Web("127.0.0.1", Integer.parseInt(port));
      Wait.until(
          "the app's line in its page",
          Duration.ofSeconds(20),
          () -> askedFrom(asked, "http://slow.test").body().contains("still warming up"));
      assertThat(askedFrom(asked, "http://slow.test").body())
          .contains("\"app\":\"slow\"", "\"state\":\"running\"");
      assertThat(askedFrom(asked, "http://elsewhere.test").status()).isEqualTo(403);

      trial.engine().docker("exec", "dusty_slow_1", "touch", "/ready").orFail();
      assertThat(trial.web().await("slow.test", "/", 200, Duration.ofSeconds(20)).body())
          .isEqualTo("warm\n");
    }
  }

  private static Web.Answer askedFrom(Web server, String origin) {
    return server.ask(
        "GET", server.address() + ":" + server.port(), "/app", Map.of("Origin", origin), "");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
