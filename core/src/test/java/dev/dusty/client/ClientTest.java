package dev.dusty.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.protocol.Message;
import dev.dusty.protocol.Wire;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client as a process, and the test as its daemon. */
@Timeout(60)
class ClientTest {

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private Path socket = Path.of("/");

  @BeforeEach
  void place() {
    socket = folder.resolve("s");
  }

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
  }

  private Process client(String... args) throws IOException {
    return start(List.of(), args);
  }

  /** Starts a client by way of a program that becomes it. */
  private Process start(List<String> starter, String... args) throws IOException {
    try {
      List<String> argv = new ArrayList<>(starter);
      argv.addAll(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-Ddusty.version=1.2.3",
              "-Ddusty.terminal=02",
              "-Ddusty.columns=132",
              "-cp",
              Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                  .toString(),
              Main.class.getName()));
      argv.addAll(List.of(args));
      ProcessBuilder builder = new ProcessBuilder(argv).directory(folder.toFile());
      builder.environment().put("DUSTY_SOCKET_PATH", socket.toString());
      builder.environment().put("NO_COLOR", "1");
      builder.environment().put("SECRET", "not for the daemon");
      Process process = builder.start();
      open.add(process::destroyForcibly);
      return process;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The daemon's end, once a client has come. */
  private record Daemon(InputStream in, OutputStream out, Message.Request request) {

    void say(Message message) throws IOException {
      Wire.write(out, message);
    }

    void show(boolean error, String text) throws IOException {
      say(new Message.Output(error, text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private ServerSocketChannel listening() throws IOException {
    ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    open.add(listening);
    return listening.bind(UnixDomainSocketAddress.of(socket));
  }

  private Daemon daemon(ServerSocketChannel listening) throws IOException {
    SocketChannel client = listening.accept();
    open.add(client);
    InputStream in = new BufferedInputStream(Channels.newInputStream(client));
    OutputStream out = Channels.newOutputStream(client);
    assertThat(Wire.greeting(in)).isEqualTo(new Wire.Greeting(Wire.VERSION, "1.2.3"));
    Wire.greet(out, "1.2.3");
    return new Daemon(in, out, (Message.Request) Wire.read(in));
  }

  private static int code(Process process) throws InterruptedException {
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("the client ends").isTrue();
    return process.exitValue();
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void itSendsWhatWasTypedAndWhereAndNoMoreVariablesThanAreNeeded() throws Exception {
    ServerSocketChannel listening = listening();
    Process process = client("bundles", "activate", "a b", "\u2603", "");
    Message.Request request = daemon(listening).request();
    assertThat(request.argv()).hasSize(5).startsWith("bundles", "activate", "a b").endsWith("");
    assertThat(Path.of(request.folder())).isEqualTo(folder.toRealPath());
    assertThat(request.environment()).containsEntry("NO_COLOR", "1").doesNotContainKey("SECRET");
    assertThat(request.terminal().input()).isTrue();
    assertThat(request.terminal().output()).isFalse();
    assertThat(request.terminal().errors()).isTrue();
    assertThat(request.terminal().columns()).isEqualTo(132);
    process.destroyForcibly();
  }

  @Test
  void itShowsWhatTheDaemonSaysAndEndsAsItSays() throws Exception {
    ServerSocketChannel listening = listening();
    Process process = client("status");
    Daemon daemon = daemon(listening);
    daemon.show(false, "out \u2603\n");
    daemon.show(true, "err\n");
    daemon.say(new Message.Exit(4));
    assertThat(code(process)).isEqualTo(4);
    assertThat(text(process.getInputStream())).isEqualTo("out \u2603\n");
    assertThat(text(process.getErrorStream())).isEqualTo("err\n");
  }

  @Test
  void itAsksThePersonAndSendsTheAnswer() throws Exception {
    ServerSocketChannel listening = listening();
    Process process = client("setup");
    Daemon daemon = daemon(listening);
    daemon.say(new Message.Question("Name? "));
    process.getOutputStream().write("Ann\n".getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    assertThat(Wire.read(daemon.in())).isEqualTo(new Message.Answer("Ann"));
    daemon.say(new Message.Exit(0));
    assertThat(code(process)).isZero();
    assertThat(text(process.getErrorStream())).isEqualTo("Name? ");
  }

  @Test
  void aPersonWhoEndsTheInputCancels() throws Exception {
    ServerSocketChannel listening = listening();
    Process process = client("setup");
    Daemon daemon = daemon(listening);
    daemon.say(new Message.Question("Name? "));
    process.getOutputStream().close();
    assertThat(Wire.read(daemon.in())).isInstanceOf(Message.Cancel.class);
    daemon.say(new Message.Exit(130));
    assertThat(code(process)).isEqualTo(130);
  }

  @Test
  void aSignalCancelsTheCommandAndItsEndIsShown() throws Exception {
    ServerSocketChannel listening = listening();
    Process process = client("up");
    Daemon daemon = daemon(listening);
    assertThat(process.toHandle().destroy()).isTrue();
    assertThat(Wire.read(daemon.in())).isInstanceOf(Message.Cancel.class);
    daemon.show(true, "put back\n");
    daemon.say(new Message.Exit(130));
    assertThat(code(process)).isEqualTo(130);
    assertThat(text(process.getErrorStream())).isEqualTo("put back\n");
  }

  @Test
  void aSecondCtrlCEndsTheClientAndLeavesPuttingBackToTheDaemon() throws Exception {
    ServerSocketChannel listening = listening();
    // A build that a shell started in the background ignores interrupts, and so would the client.
    Process process = start(List.of("env", "--default-signal=INT"), "up");
    Daemon daemon = daemon(listening);
    pressCtrlC(process);
    assertThat(Wire.read(daemon.in())).isInstanceOf(Message.Cancel.class);
    daemon.show(true, "putting back\n");
    while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
      pressCtrlC(process);
    }
    assertThat(code(process)).isEqualTo(130);
    assertThat(text(process.getErrorStream()))
        .isEqualTo(
            "putting back\n\n"
                + "interrupted; the daemon goes on and puts back what was done\n"
                + "the next command waits for it\n");
  }

  private static void pressCtrlC(Process process) throws Exception {
    new ProcessBuilder("kill", "-s", "INT", String.valueOf(process.pid())).start().waitFor();
  }

  @Test
  void aSignalEndsAQuestionToo() throws Exception {
    ServerSocketChannel listening = listening();
    Process process = client("setup");
    Daemon daemon = daemon(listening);
    daemon.say(new Message.Question("Name? "));
    assertThat(process.getErrorStream().readNBytes(6)).hasSize(6);
    Thread.sleep(200);
    assertThat(process.toHandle().destroy()).isTrue();
    assertThat(Wire.read(daemon.in())).isInstanceOf(Message.Cancel.class);
    daemon.show(true, "interrupted\n");
    daemon.say(new Message.Exit(130));
    assertThat(code(process)).isEqualTo(130);
    assertThat(text(process.getErrorStream())).isEqualTo("\ninterrupted\n");
  }

  @Test
  void itRunsWhatNeedsTheTerminalAndEndsAsThatDoes() throws Exception {
    ServerSocketChannel listening = listening();
    Process process = client("shell", "web");
    Daemon daemon = daemon(listening);
    daemon.say(
        new Message.Run(
            List.of("sh", "-c", "read x; echo \"$x $A $1\"; exit 5", "sh", "a  b"),
            Map.of("A", "variable")));
    process.getOutputStream().write("typed\n".getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    assertThat(code(process)).isEqualTo(5);
    assertThat(text(process.getInputStream())).isEqualTo("typed variable a  b\n");
  }

  @Test
  void aProcessThatHasToRunFirstIsFollowedByTheSameRequest() throws Exception {
    ServerSocketChannel listening = listening();
    Process process = client("up", "--no-pull");
    Daemon first = daemon(listening);
    first.say(new Message.RunFirst(List.of("sh", "-c", "echo \"$A\""), Map.of("A", "login")));
    Daemon second = daemon(listening);
    assertThat(second.request()).isEqualTo(first.request());
    second.say(new Message.Exit(4));
    assertThat(code(process)).isEqualTo(4);
    assertThat(text(process.getInputStream())).isEqualTo("login\n");
  }

  @Test
  void aSignalCancelsTheRequestThatFollowsToo() throws Exception {
    ServerSocketChannel listening = listening();
    Process process = client("up");
    daemon(listening).say(new Message.RunFirst(List.of("true"), Map.of()));
    Daemon second = daemon(listening);
    assertThat(process.toHandle().destroy()).isTrue();
    assertThat(Wire.read(second.in())).isInstanceOf(Message.Cancel.class);
    second.say(new Message.Exit(130));
    assertThat(code(process)).isEqualTo(130);
  }

  @Test
  void whereItFailsThatIsTheEnd() throws Exception {
    ServerSocketChannel listening = listening();
    Process process = client("up");
    daemon(listening).say(new Message.RunFirst(List.of("sh", "-c", "exit 6"), Map.of()));
    assertThat(code(process)).isEqualTo(6);
  }

  @Test
  void aDaemonThatNeverHasEnoughIsNotAskedForEver() throws Exception {
    ServerSocketChannel listening = listening();
    Process process = client("up");
    for (int i = 0; i < 20; i++) {
      daemon(listening).say(new Message.RunFirst(List.of("true"), Map.of()));
    }
    assertThat(code(process)).isEqualTo(1);
    assertThat(text(process.getErrorStream())).contains("asked 20 times");
  }

  @Test
  void aFileIsSentInPiecesWithItsMode() throws Exception {
    byte[] content = new byte[(1 << 18) + 3];
    Arrays.fill(content, (byte) 0xfe);
    Path file = Files.write(folder.resolve("key"), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
    ServerSocketChannel listening = listening();
    Process process = client("assets", "set", "key", "key");
    Daemon daemon = daemon(listening);
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      daemon.say(new Message.Wanted("key"));
      Message.Piece piece = (Message.Piece) Wire.read(daemon.in());
      assertThat(piece.mode()).isEqualTo("r--r-----");
      assertThat(piece.bytes()).containsOnly(piece.bytes().length == 0 ? new byte[0] : content);
      sizes.add(piece.bytes().length);
    }
    assertThat(sizes).containsExactly(1 << 18, 3, 0);
    daemon.say(new Message.Exit(0));
    assertThat(code(process)).isZero();
  }

  @Test
  void standardInputIsAFileWithoutAMode() throws Exception {
    ServerSocketChannel listening = listening();
    Process process = client("assets", "set", "key", "-");
    Daemon daemon = daemon(listening);
    process.getOutputStream().write(new byte[] {0, -1});
    process.getOutputStream().close();
    daemon.say(new Message.Wanted("-"));
    Message.Piece piece = (Message.Piece) Wire.read(daemon.in());
    assertThat(piece.mode()).isEmpty();
    assertThat(piece.bytes()).containsExactly(0, -1);
  }

  @Test
  void aFileThatCannotBeReadIsToldAsTheSystemSaysIt() throws Exception {
    ServerSocketChannel listening = listening();
    client("assets", "set", "key", "x");
    Daemon daemon = daemon(listening);
    daemon.say(new Message.Wanted("nothing"));
    assertThat(Wire.read(daemon.in()))
        .isEqualTo(new Message.Unreadable("No such file or directory"));
    daemon.say(new Message.Wanted("."));
    assertThat(Wire.read(daemon.in())).isEqualTo(new Message.Unreadable("Is a directory"));
  }

  @Test
  void aSignalWhileStandardInputIsReadCancels() throws Exception {
    ServerSocketChannel listening = listening();
    Process process = client("assets", "set", "key", "-");
    Daemon daemon = daemon(listening);
    daemon.show(true, "go\n");
    daemon.say(new Message.Wanted("-"));
    assertThat(process.getErrorStream().readNBytes(3)).hasSize(3);
    Thread.sleep(200);
    assertThat(process.toHandle().destroy()).isTrue();
    assertThat(Wire.read(daemon.in())).isInstanceOf(Message.Cancel.class);
    daemon.say(new Message.Exit(130));
    assertThat(code(process)).isEqualTo(130);
  }

  @Test
  void aProgramThatIsNotThereIsTold() throws Exception {
    ServerSocketChannel listening = listening();
    Process process = client("shell", "web");
    daemon(listening).say(new Message.Run(List.of("no-such-program"), Map.of()));
    assertThat(code(process)).isEqualTo(1);
    assertThat(text(process.getErrorStream()))
        .startsWith("dusty: 'no-such-program' cannot be started")
        .endsWith("install it, or put it on your PATH\n");
  }

  @Test
  void withoutADaemonItSaysHowToStartOne() throws Exception {
    Process process = client("status");
    assertThat(code(process)).isEqualTo(3);
    assertThat(text(process.getErrorStream()))
        .isEqualTo(
            "dusty: the daemon cannot be reached at "
                + socket
                + "\nstart it: 'sudo dusty -d', or 'sudo systemctl start dusty' where it is"
                + " installed so\n");
  }

  @Test
  void aSocketThatAKilledDaemonLeftIsLikeNone() throws Exception {
    listening().close();
    assertThat(Files.exists(socket)).isTrue();
    assertThat(code(client("status"))).isEqualTo(3);
  }

  @Test
  void itsOwnVersionIsShownWithoutADaemonToo() throws Exception {
    Process process = client("version");
    assertThat(code(process)).isEqualTo(3);
    assertThat(text(process.getInputStream())).isEqualTo("client 1.2.3\n");
  }

  @Test
  void aDaemonThatGoesAwayIsAnError() throws Exception {
    ServerSocketChannel listening = listening();
    Process process = client("up");
    Daemon daemon = daemon(listening);
    daemon.out().close();
    assertThat(code(process)).isEqualTo(1);
    assertThat(text(process.getErrorStream()))
        .startsWith("dusty: the daemon ended the conversation");
  }
}
