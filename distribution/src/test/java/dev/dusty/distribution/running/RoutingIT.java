package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.Containers;
import dev.dusty.distribution.bed.GitRemote;
import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.HttpStream;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import dev.dusty.distribution.bed.Web;
import dev.dusty.distribution.bed.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int OTHER_PORT = 8311;
  private static final int STREAM_PORT = 7311;

  /** The server's end of the example handshake in RFC 6455, section 1.3, and an echo. */
  private static final String WEB_SOCKET =
      """
      #!/bin/sh
      set -eu
      upgrade=
      connection=
      end=$(printf '\\r')
      while read -r line && [ "$line" != "$end" ]; do
        case $line in
          [Uu]pgrade:*websocket*) upgrade=yes ;;
          [Cc]onnection:*pgrade*) connection=yes ;;
        esac
      done
      if [ -z "$upgrade" ] || [ -z "$connection" ]; then
        printf 'HTTP/1.1 426 Upgrade Required\\r\\nContent-Length: 0\\r\\n\\r\\n'
        exit
      fi
      printf 'HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n'
      printf 'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\\r\\n\\r\\n'
      bytes() {
        dd bs=1 count="$1" 2>/dev/null | od -An -v -tu1
      }
      while :; do
        set -- $(bytes 6)
        [ $# = 6 ] || exit 0
        length=$(($2 & 127))
        mask="$3 $4 $5 $6"
        printf "\\\\201\\\\$(printf %03o "$length")"
        for byte in $(bytes "$length"); do
          set -- $mask
          printf "\\\\$(printf %03o $((byte ^ $1)))"
          mask="$2 $3 $4 $1"
        done
      done
      """;

  /** Two server-sent events, the second one when somebody has seen the first. */
  private static final String EVENTS =
      """
      #!/bin/sh
      while read -r line && [ "$line" != "$(printf '\\r')" ]; do :; done
      printf 'HTTP/1.1 200 OK\\r\\nContent-Type: text/event-stream\\r\\nConnection: close\\r\\n\\r\\n'
      printf 'data: one\\n\\n'
      until [ -e /tmp/seen ]; do sleep 0.1; done
      printf 'data: two\\n\\n'
      """;

  private static GitRemotes remotes;
  private static Trial trial;
  private static Containers containers;

  @BeforeAll
  static void bringUp() {
    remotes = new GitRemotes();
    GitRemote talk = remotes.create("talk");
    talk.write("websocket.sh", WEB_SOCKET);
    talk.write("events.sh", EVENTS);
    talk.commit("Things to talk to");
    Specs specs =
        new Specs(remotes.create("specs"))
            .answering("back", "back.test", "this is the back")
            .app("front", front())
            .app("talk", talking(talk))
            .app("broken", broken())
            .bundle("all", "front", "talk")
            .bundle("failing", "broken")
            .commit();
    trial = Trial.start().setUp(specs.remote().fileUrl()).activate("all");
    containers = new Containers(trial);
    trial.up();
  }

  private static String front() {
    return """
    image: busybox
    depends:
      apps: [back]
    host_forwarding:
      - {host_name: front.test, host_port: 80, container_port: 8000}
      - {host_name: www.front.test, host_port: 80, container_port: 8000}
      - {host_name: front.test, host_port: %d, container_port: 8001}
    commands:
      always:
        - mkdir -p /www /other
        - echo 'this is the front' > /www/index.html
        - echo 'this is the other port' > /other/index.html
        - httpd -p 8001 -h /other
        - httpd -f -p 8000 -h /www
    compose:
      stop_signal: SIGKILL
    """
        .formatted(OTHER_PORT);
  }

  private static String talking(GitRemote repo) {
    return """
    repo: %s
    mount: /talk
    image: busybox
    host_forwarding:
      - {host_name: socket.test, host_port: 80, container_port: 8000}
      - {host_name: events.test, host_port: 80, container_port: 8001}
      - {host_name: echo.test, host_port: %d, container_port: 8002, type: stream}
    commands:
      always:
        - nc -ll -p 8000 -e ./websocket.sh &
        - nc -ll -p 8001 -e ./events.sh &
        - nc -ll -p 8002 -e cat
    compose:
      stop_signal: SIGKILL
    """
        .formatted(repo.fileUrl(), STREAM_PORT);
  }

  private static String broken() {
    return """
    image: busybox
    host_forwarding:
      - {host_name: broken.test, host_port: 80, container_port: 8000}
    commands:
      always:
        - echo 'no database' >&2
        - exit 7
    """;
  }

  @AfterAll
  static void end() {
    trial.close();
    remotes.close();
  }

  @ParameterizedTest
  @CsvSource({
    "front.test, 80, this is the front",
    "www.front.test, 80, this is the front",
    "front.test, 8311, this is the other port",
    "back.test, 80, this is the back"
  })
  void eachForwardingAnswersByNameAndPort(String host, int port, String answer) {
    Web.Answer page = trial.web(port).await(host, "/", 200, SOON);
    assertThat(page.body()).isEqualTo(answer + "\n");
  }

  @Test
  void eachNameIsInTheHostsFile() {
    assertThat(trial.hostsFile().lines())
        .contains(
            trial.address() + " front.test",
            trial.address() + " www.front.test",
            trial.address() + " back.test",
            trial.address() + " echo.test");
  }

  @Test
  void aStreamForwardingPassesRawTcp() {
    Web stream = trial.web(STREAM_PORT);
    assertThat(stream.talk("\u0000\u0001 GET no http\r\n\u007f last", "last"))
        .isEqualTo("\u0000\u0001 GET no http\r\n\u007f last");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://back:8000/", "http://back.test/"})
  void anAppReachesAnotherOneByItsLinkAndByItsHostName(String url) {
    trial.web().await("back.test", "/", 200, SOON);
    assertThat(containers.get("front", url)).isEqualTo("this is the back\n");
  }

  @Test
  void anAppReachesByHostNameAlsoWhatItIsNotLinkedTo() {
    trial.web().await("front.test", "/", 200, SOON);
    assertThat(containers.get("talk", "http://front.test:" + OTHER_PORT + "/"))
        .isEqualTo("this is the other port\n");
  }

  @Test
  void aWebSocketPassesThroughNginx() {
    try (WebSocket socket = trial.web().webSocket("socket.test", "/chat")) {
      socket.send("hello");
      assertThat(socket.receive()).isEqualTo("hello");
      socket.send("and once more");
      assertThat(socket.receive()).isEqualTo("and once more");
    }
  }

  @Test
  void aPlainRequestIsNotTurnedIntoAnUpgrade() {
    assertThat(trial.web().get("socket.test", "/").status()).isEqualTo(426);
  }

  @Test
  void anEventArrivesWhileTheAnswerGoesOn() {
    try (HttpStream events = trial.web().open("events.test", "/")) {
      assertThat(events.headers()).containsEntry("content-type", "text/event-stream");
      assertThat(events.line()).isEqualTo("data: one");
      containers.run("talk", "touch", "/tmp/seen").orFail();
      assertThat(events.rest()).isEqualTo("\ndata: two\n\n");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {80, OTHER_PORT})
  void anUnknownNameGetsTheListOfNamesAndNoApp(int port) {
    Web.Answer answer = trial.web(port).get("nobody.test", "/");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body())
        .contains("front.test", "www.front.test", "back.test", "socket.test", "front.test:8311")
        .doesNotContain("this is the");
  }

  @Test
  void anAppThatFailsDoesNotKeepTheOthersFromBeingReached() {
    trial.activate("failing");
    Shell up = trial.dusty("up");
    assertThat(up.exitCode()).isEqualTo(1);
    assertThat(up.err()).contains("broken exited with code 7", "no database");
    assertThat(trial.web().await("front.test", "/", 200, SOON).body()).contains("the front");
    Web.Answer broken = trial.web().get("broken.test", "/");
    assertThat(broken.status()).isEqualTo(502);
    assertThat(broken.body()).contains("broken does not answer", "dusty logs -f broken");
  }

  @Test
  void containersListenForThisComputerAndForEachOtherOnly() {
    String bridge =
        trial
            .engine()
            .docker("inspect", "--format", "{{(index .IPAM.Config 0).Gateway}}", "bridge")
            .orFail()
            .out()
            .strip();
    String addresses =
        "{{range .NetworkSettings.Ports}}{{range .}}{{println .HostIp}}{{end}}{{end}}";
    for (String name : trial.containers().keySet()) {
      assertThat(containers.inspect(name, addresses).lines())
          .as(name)
          .isSubsetOf(trial.address(), bridge);
    }
    assertThat(containers.inspect("dustyInternalNginx", addresses).lines())
        .contains(trial.address(), bridge);
    assertThat(containers.inspect("back", addresses).lines()).containsOnly(bridge);
    String listeners =
        Shell.run(Path.of("/"), "ss", "-Hltn", "sport = :" + STREAM_PORT).orFail().out();
    assertThat(listeners).contains(trial.address() + ":" + STREAM_PORT);
    assertThat(listeners).doesNotContain("0.0.0.0:" + STREAM_PORT, "*:" + STREAM_PORT, "[::]:");
  }
}
