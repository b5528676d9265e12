package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.step.ProcessRunner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path folder;

  @Test
  void anEngineThatIsDownIsNamedWithItsAddress() {
    String host = "unix://" + folder.resolve("none");
    Engine engine = new Engine(host, Optional.empty(), Engine.patience(host));
    assertThatThrownBy(engine::containers)
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("the Docker engine at " + host + " cannot be reached");
  }

  @Test
  void anEngineInAVmMayTakeLongerForAnAnswer() {
    assertThat(Engine.patience("tcp://192.168.99.100:2376"))
        .isGreaterThan(Engine.patience("unix:///var/run/docker.sock"));
  }

  @Test
  void anEngineThatDoesNotAnswerIsWaitedForOnlyAWhile() throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
    try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(address);
      Engine engine = new Engine("unix://" + address, Optional.empty(), SHORT);
      assertThatThrownBy(engine::containers)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("did not answer within");
    }
  }

  @Test
  void anEngineBehindTcpThatDoesNotAnswerIsWaitedForOnlyAWhile() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Engine engine =
          new Engine("tcp://127.0.0.1:" + silent.getLocalPort(), Optional.empty(), SHORT);
      assertThatThrownBy(engine::containers)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("did not answer within");
    }
  }

  @Test
  void aProcessEndsThatWaitsForAnEngineThatHasFallenSilent() throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
    try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(address);
      Engine engine = new Engine("unix://" + address, Optional.empty(), SHORT);
      AtomicBoolean ended = new AtomicBoolean();
      assertThatThrownBy(() -> new Attended(engine, SHORT, SHORT).run(() -> waitingForever(ended)))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("did not answer within 300 ms");
      assertThat(ended).isTrue();
    }
  }

  private static ProcessRunner.Result waitingForever(AtomicBoolean ended) {
    try {
      new CountDownLatch(1).await();
      throw new IllegalStateException("nobody counts down");
    } catch (InterruptedException e) {
      ended.set(true);
      throw new CancellationException();
    }
  }

  @Test
  void anAddressThatCannotBeUsedIsRefused() {
    assertThatThrownBy(() -> new Engine("ssh://somewhere", Optional.empty(), SHORT))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("'ssh://somewhere'");
  }
}
