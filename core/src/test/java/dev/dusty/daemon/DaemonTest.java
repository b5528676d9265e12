package dev.dusty.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.command.TestDusty;
import dev.dusty.config.Paths;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DaemonTest {

  @TempDir Path home;

  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private Path socket = Path.of("/");
  private FutureTask<Integer> running = new FutureTask<>(() -> 0);
  private Thread thread = new Thread(running);

  @BeforeEach
  void place() {
    socket = home.resolve("run/dusty.sock");
  }

  @AfterEach
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  private Daemon daemon(Paths paths, Map<String, String> environment) throws IOException {
    return new Daemon(
        TestDusty.at(paths),
        (dusty, caller, argv) -> {
          caller.console().out().println("hello");
          return 0;
        },
        environment,
        new PrintStream(logged, true, StandardCharsets.UTF_8));
  }

  private Daemon daemon(String... variables) throws IOException {
    Map<String, String> environment =
        variables.length == 0
            ? Map.of(Paths.HOME, home.toString())
            : Map.of(variables[0], variables[1], Paths.HOME, home.toString());
    return daemon(Paths.of(environment), environment);
  }

  private void start(Daemon daemon) throws Exception {
    running = new FutureTask<>(() -> daemon.run(false, true));
    thread = new Thread(running);
    thread.start();
    while (!log().contains("listens at")) {
      assertThat(running.isDone()).as(this::log).isFalse();
      Thread.sleep(10);
    }
  }

  private String log() {
    return logged.toString(StandardCharsets.UTF_8);
  }

  private String served() throws IOException {
    try (RawClient client = new RawClient(socket)) {
      return client.asks("x").answer().out();
    }
  }

  @Test
  void itServesAtItsSocketToWhichAnybodyMayConnect() throws Exception {
    start(daemon());
    assertThat(served()).isEqualTo("hello\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rw-rw-rw-");
    assertThat(log()).contains("Dusty 1.2.3 listens at " + socket);
  }

  @Test
  void itTakesItsSocketAwayWhenItEnds() throws Exception {
    start(daemon());
    thread.interrupt();
    assertThat(running.get()).isZero();
    assertThat(socket).doesNotExist();
  }

  @Test
  void aSecondOneWithTheSameStateIsRefused() throws Exception {
    start(daemon());
    assertThatThrownBy(
            () -> daemon(Paths.SOCKET, home.resolve("other").toString()).run(false, true))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("a daemon runs already");
    assertThat(served()).isEqualTo("hello\n");
  }

  @Test
  void aSecondOneAtTheSameSocketIsRefused(@TempDir Path other) throws Exception {
    start(daemon());
    Map<String, String> environment =
        Map.of(Paths.HOME, other.toString(), Paths.SOCKET, socket.toString());
    assertThatThrownBy(() -> daemon(Paths.of(environment), environment).run(false, true))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("a daemon runs already, at '" + socket + "'");
    assertThat(served()).isEqualTo("hello\n");
  }

  @Test
  void theSocketThatAKilledOneLeftIsReplaced() throws Exception {
    Files.createDirectories(socket.getParent());
    try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      killed.bind(UnixDomainSocketAddress.of(socket));
    }
    assertThat(socket).exists();
    start(daemon());
    assertThat(served()).isEqualTo("hello\n");
  }

  @Test
  void aRunThatWasCutOffAndCannotBePutBackIsToldAndKeptForLater() throws Exception {
    Files.createDirectories(home.resolve("state/journal"));
    start(daemon());
    assertThat(log())
        .contains(
            "WARNING  the last 'dusty up' was cut off, and cannot be put back now: Dusty is not set"
                + " up yet");
    assertThat(home.resolve("state/journal")).exists();
  }

  @Test
  void aLookBeforeTheStartStartsNothing() throws IOException {
    assertThat(daemon().run(true, true)).isZero();
    assertThat(log()).contains("all that the daemon needs is there");
    assertThat(socket).doesNotExist();
  }

  @Test
  void whatIsMissingIsWarnedAboutUnlessWarningsAreSuppressed() throws IOException {
    Path empty = Files.createDirectory(home.resolve("bin"));
    assertThat(daemon("PATH", empty.toString()).run(true, false)).isZero();
    assertThat(log()).doesNotContain("WARNING");
    assertThat(daemon("PATH", empty.toString()).run(true, true)).isZero();
    assertThat(log())
        .contains("WARNING  'git' was not found; 'dusty up' needs it")
        .contains("WARNING  'docker' was not found; 'dusty up' needs it");
  }

  @Test
  void underSystemdTheJournalGetsPrioritiesAndNoTimes() throws IOException {
    assertThat(daemon("JOURNAL_STREAM", "8:1").run(true, true)).isZero();
    assertThat(log().lines()).allMatch(line -> line.matches("<[346]>.*"));
    assertThat(log()).endsWith("<6>all that the daemon needs is there\n");
  }

  @Test
  void othersMayOnlyPassThroughTheStateFolderWhoeverMadeIt() throws IOException {
    Path state = Files.createDirectory(home.resolve("state"));
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
    daemon().run(true, true);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
        .isEqualTo("rwx--x--x");
  }

  @Test
  void whatKilledWritersLeftIsRemoved() throws Exception {
    Path ofConfig = Files.createFile(home.resolve(".config.yml.dusty-new"));
    Path state = Files.createDirectory(home.resolve("state"));
    Path ofState = Files.createFile(state.resolve(".deployment.json.dusty-new"));
    start(daemon());
    assertThat(ofConfig).doesNotExist();
    assertThat(ofState).doesNotExist();
  }

  @Test
  void whatIsNoSocketIsNotRemoved() throws IOException {
    Path file = Files.writeString(home.resolve("precious"), "mine\n");
    assertThatThrownBy(() -> daemon(Paths.SOCKET, file.toString()).run(false, true))
        .isInstanceOf(UserError.class)
        .hasMessage("'" + file + "' is in the way, and no socket");
    assertThat(file).content().isEqualTo("mine\n");
  }

  @Test
  void itDoesNotStartWhereEverybodyCouldExchangeItsSocket() throws IOException {
    Path open = Files.createDirectory(home.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(
            () -> daemon(Paths.SOCKET, open.resolve("d.sock").toString()).run(false, true))
        .isInstanceOf(UserError.class);
    assertThat(log()).contains("ERROR  '" + open + "' is writable by everybody");
  }

  @Test
  void itDoesNotStartWhereItCannotKeepItsState() throws IOException {
    Files.writeString(home.resolve("state"), "a file in the way");
    assertThatThrownBy(() -> daemon().run(false, true))
        .isInstanceOf(UserError.class)
        .hasMessage("the daemon cannot start");
    assertThat(log()).contains("ERROR  '" + home.resolve("state") + "' cannot be made");
  }

  @Test
  void aSocketPathThatIsTooLongIsRefusedWithItsBound() throws IOException {
    String path = home.resolve("x".repeat(120)).toString();
    assertThatThrownBy(() -> daemon(Paths.SOCKET, path).run(false, true))
        .isInstanceOf(UserError.class)
        .extracting(e -> ((UserError) e).remedy())
        .asString()
        .contains("DUSTY_SOCKET_PATH");
  }
}
