package dev.dusty.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.UserError;
import dev.dusty.command.Caller;
import dev.dusty.command.Dusty;
import dev.dusty.command.GivenFile;
import dev.dusty.command.TestDusty;
import dev.dusty.protocol.Message;
import dev.dusty.protocol.Terminal;
import dev.dusty.protocol.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ServerTest {

  private static final Patience SHORT =
      new Patience(Duration.ofMillis(400), Duration.ofMillis(300), Duration.ofSeconds(20));

  @TempDir Path home;

  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final List<AutoCloseable> open = new ArrayList<>();
  private Path socket = Path.of("/");

  @BeforeEach
  void place() {
    socket = home.resolve("s");
  }

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
  }

  private void serve() throws IOException {
    serve(SHORT);
  }

  private ServerSocketChannel serve(Patience patience) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    channel.bind(UnixDomainSocketAddress.of(socket), 300);
    Dusty dusty = TestDusty.in(home);
    Log log =
        Log.of(new PrintStream(logged, true, StandardCharsets.UTF_8), Map.of(), dusty.lastErrors());
    Server server =
        new Server(
            dusty,
            new Access(dusty.uid(), Optional.empty(), dusty.accounts()),
            this::run,
            log,
            patience);
    Thread thread =
        new Thread(
            () -> {
              try {
                server.serve(channel);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.start();
    open.add(
        () -> {
          channel.close();
          thread.join();
        });
    return channel;
  }

  private RawClient client() throws IOException {
    RawClient client = new RawClient(socket);
    open.add(client);
    return client;
  }

  private void assertOthersAreServed() throws IOException {
    assertThat(client().asks("say", "hello").answer().out()).isEqualTo("hello\n");
  }

  private String log() {
    return logged.toString(StandardCharsets.UTF_8);
  }

  /** The commands of the test. */
  private int run(Dusty dusty, Caller caller, List<String> argv) {
    return switch (argv.getFirst()) {
      case "say" -> {
        caller.console().out().println(argv.get(1));
        caller.console().err().println("to errors");
        yield 7;
      }
      case "whoami" -> {
        caller.console().out().print(caller.user().uid() + " in " + caller.console().folder());
        yield 0;
      }
      case "much" -> {
        caller.console().out().print("x".repeat(5 * Wire.LARGEST));
        yield 0;
      }
      case "wait" -> {
        begun.countDown();
        try {
          while (true) {
            caller.cancellation().check();
            Thread.sleep(10);
          }
        } catch (CancellationException e) {
          cancelled.countDown();
          caller.console().out().println("put back");
          yield 130;
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      case "flood" -> {
        begun.countDown();
        while (!caller.cancellation().isCancelled()) {
          caller.console().out().print("y".repeat(10_000));
        }
        cancelled.countDown();
        yield 130;
      }
      case "ask" -> {
        try {
          begun.countDown();
          caller.console().out().println("before");
          caller.console().out().println("you said " + caller.ask("Name? "));
          yield 0;
        } catch (UserError e) {
          caller.console().error(e.problem(), e.remedy());
          yield 1;
        } catch (CancellationException e) {
          cancelled.countDown();
          yield 130;
        }
      }
      case "read" -> {
        begun.countDown();
        try (GivenFile file = caller.read(argv.get(1));
            OutputStream out = caller.output()) {
          caller.console().err().println(file.mode().map(PosixFilePermissions::toString));
          file.content().transferTo(out);
          yield 0;
        } catch (UserError e) {
          caller.console().error(e.problem(), e.remedy());
          yield 1;
        } catch (IOException e) {
          caller.console().err().println(e.getMessage());
          yield 2;
        } catch (CancellationException e) {
          cancelled.countDown();
          yield 130;
        }
      }
      case "first" -> {
        caller.repeatAfter(List.of("docker", "login"), Map.of("A", "b"));
        yield 0;
      }
      case "go-on" -> {
        caller.console().out().println("first this");
        caller.continueWith(List.of("docker", "logs", "a b"), Map.of("DOCKER_HOST", "unix:///s"));
        yield Integer.parseInt(argv.get(1));
      }
      default -> throw new IllegalStateException("oops");
    };
  }

  @Test
  void aClientGetsWhatItsCommandSaysAndTheExitCode() throws IOException {
    serve();
    RawClient.Answer answer = client().asks("say", "\u2603").answer();
    assertThat(answer)
        .isEqualTo(new RawClient.Answer("\u2603\n", "to errors\n", new Message.Exit(7)));
  }

  @Test
  void theKernelTellsWhoAsks() throws IOException {
    serve();
    assertThat(client().asks("whoami").answer().out())
        .isEqualTo(TestDusty.in(home).uid() + " in /");
  }

  @Test
  void rubbishIsDropped() throws IOException {
    serve();
    RawClient client = client();
    client.out.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    assertThat(client.isDropped()).isTrue();
    assertOthersAreServed();
    assertThat(log()).isEmpty();
  }

  @Test
  void aClientThatSaysNothingIsDropped() throws IOException {
    serve();
    assertThat(client().isDropped()).isTrue();
    assertOthersAreServed();
  }

  @Test
  void halfAFrameIsDropped() throws IOException {
    serve();
    RawClient client = client();
    Wire.greet(client.out, "1.2.3");
    client.out.write(new byte[] {0, 0, 1, 0, 6, 0, 0});
    Wire.greeting(client.in);
    assertThat(client.isDropped()).isTrue();
    assertOthersAreServed();
  }

  @Test
  void aHugeFrameIsDroppedAtOnce() throws IOException {
    serve(Patience.USUAL);
    RawClient client = client();
    Wire.greet(client.out, "1.2.3");
    client.out.write(ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array());
    Wire.greeting(client.in);
    assertThat(client.isDropped()).isTrue();
    assertOthersAreServed();
  }

  @Test
  void aRequestFromNowhereIsDropped() throws IOException {
    serve();
    for (String folder : new String[] {"relative", "", "/a\0b"}) {
      RawClient client = client();
      Wire.greet(client.out, "1.2.3");
      Wire.write(
          client.out, new Message.Request(List.of("say", "x"), folder, Map.of(), Terminal.NONE));
      Wire.greeting(client.in);
      assertThat(client.isDropped()).isTrue();
    }
    assertThat(log()).isEmpty();
  }

  @Test
  void aClientOfAnotherVersionIsToldWhatToInstall() throws IOException {
    serve();
    RawClient client = client();
    client.out.write(
        new byte[] {'D', 'S', 'T', 'Y', 0, Wire.VERSION + 1, 0, 0, 0, 3, '9', '.', '0'});
    assertThat(Wire.greeting(client.in)).isEqualTo(new Wire.Greeting(Wire.VERSION, "1.2.3"));
    assertThat(client.answer())
        .isEqualTo(
            new RawClient.Answer(
                "",
                "dusty: this client is Dusty 9.0 and the daemon is 1.2.3; they do not understand"
                    + " each other\ninstall one release for both, and restart the daemon\n",
                new Message.Exit(1)));
  }

  @Test
  void twoHundredClientsAtOnceAreServed() throws Exception {
    serve(Patience.USUAL);
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      clients.add(client());
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        RawClient client = clients.get(i);
        String number = Integer.toString(i);
        answers.add(threads.submit(() -> client.asks("say", number).answer().out()));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(answers.get(i).get()).isEqualTo(i + "\n");
      }
    }
  }

  @Test
  void aClientThatGoesAwayCancelsItsCommand() throws Exception {
    serve();
    RawClient client = client().asks("wait");
    begun.await();
    client.close();
    assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aClientCanCancelItsCommandAndSeesItsEnd() throws Exception {
    serve();
    RawClient client = client().asks("wait");
    begun.await();
    Wire.write(client.out, new Message.Cancel());
    assertThat(client.answer())
        .isEqualTo(new RawClient.Answer("put back\n", "", new Message.Exit(130)));
  }

  @Test
  void aClientThatSaysWhatOnlyADaemonSaysIsCancelled() throws Exception {
    serve();
    RawClient client = client().asks("wait");
    begun.await();
    Wire.write(client.out, new Message.Exit(0));
    assertThat(client.answer().code()).isEqualTo(130);
  }

  @Test
  void outputLargerThanAFrameArrivesWhole() throws IOException {
    serve();
    RawClient.Answer answer = client().asks("much").answer();
    assertThat(answer.out().length()).isEqualTo(5 * Wire.LARGEST);
    assertThat(answer.code()).isZero();
  }

  @Test
  void aClientThatDoesNotReadIsGivenUp() throws Exception {
    serve();
    client().asks("flood");
    assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    assertOthersAreServed();
  }

  private static void sends(RawClient client, String mode, byte[] piece) throws IOException {
    assertThat(Wire.read(client.in)).isEqualTo(new Message.Wanted("a key"));
    Wire.write(client.out, new Message.Piece(mode, piece));
  }

  @Test
  void aFileOfTheClientsIsReadPieceByPieceAndBytesGoBackAsTheyAre() throws IOException {
    serve();
    RawClient client = client().asks("read", "a key");
    sends(client, "rw-r-----", new byte[] {0, -1});
    assertThat(Wire.read(client.in)).isInstanceOf(Message.Output.class);
    sends(client, "rw-r-----", new byte[] {13});
    sends(client, "rw-r-----", new byte[0]);
    Message.Output output = (Message.Output) Wire.read(client.in);
    assertThat(output.bytes()).containsExactly(0, -1, 13);
    assertThat(client.answer()).isEqualTo(new RawClient.Answer("", "", new Message.Exit(0)));
  }

  @Test
  void aFileThatTheClientCannotReadIsAnErrorOfItsUser() throws IOException {
    serve();
    RawClient client = client().asks("read", "a key");
    assertThat(Wire.read(client.in)).isEqualTo(new Message.Wanted("a key"));
    Wire.write(client.out, new Message.Unreadable("Permission denied"));
    assertThat(client.answer().err())
        .isEqualTo(
            "dusty: 'a key' cannot be read: Permission denied\n"
                + "give a file that you may read, or - for standard input\n");
  }

  @Test
  void aFileThatBreaksOffIsNotTakenForWhole() throws IOException {
    serve();
    RawClient client = client().asks("read", "a key");
    sends(client, "not a mode", new byte[] {1});
    assertThat(Wire.read(client.in)).isInstanceOf(Message.Output.class);
    assertThat(Wire.read(client.in)).isEqualTo(new Message.Wanted("a key"));
    Wire.write(client.out, new Message.Unreadable("Input/output error"));
    RawClient.Answer answer = client.answer();
    assertThat(answer.err()).isEqualTo("'a key' cannot be read any more: Input/output error\n");
    assertThat(answer.code()).isEqualTo(2);
  }

  @Test
  void aClientThatGoesAwayInTheMiddleOfAFileCancels() throws Exception {
    serve();
    RawClient client = client().asks("read", "a key");
    begun.await();
    client.close();
    assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aClientThatAnswersSomethingElseThanAFileCancels() throws Exception {
    serve();
    RawClient client = client().asks("read", "a key");
    begun.await();
    Wire.write(client.out, new Message.Answer("what?"));
    assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aClientIsToldWhatToRunFirst() throws IOException {
    serve();
    assertThat(client().asks("first").answer().last())
        .isEqualTo(new Message.RunFirst(List.of("docker", "login"), Map.of("A", "b")));
  }

  @Test
  void aQuestionIsAnsweredByTheClient() throws IOException {
    serve();
    RawClient client = client().asks("ask");
    RawClient.Answer asked = client.answer();
    assertThat(asked)
        .isEqualTo(new RawClient.Answer("before\n", "", new Message.Question("Name? ")));
    Wire.write(client.out, new Message.Answer("Ann"));
    assertThat(client.answer())
        .isEqualTo(new RawClient.Answer("you said Ann\n", "", new Message.Exit(0)));
  }

  @Test
  void nobodyIsAskedWhoHasNoTerminal() throws IOException {
    serve();
    RawClient.Answer answer = client().asks(Terminal.NONE, "ask").answer();
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).startsWith("dusty: nobody is there to ask: Name?");
  }

  @Test
  void aQuestionEndsWithItsClient() throws Exception {
    serve();
    RawClient client = client().asks("ask");
    client.answer();
    client.close();
    assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void answersWithoutQuestionsCancelTheCommand() throws Exception {
    serve();
    RawClient client = client().asks("wait");
    begun.await();
    for (int i = 0; i < 17; i++) {
      Wire.write(client.out, new Message.Answer("x"));
    }
    assertThat(client.answer().code()).isEqualTo(130);
  }

  @Test
  void aCommandMayGoOnInTheClient() throws IOException {
    serve();
    assertThat(client().asks("go-on", "0").answer())
        .isEqualTo(
            new RawClient.Answer(
                "first this\n",
                "",
                new Message.Run(
                    List.of("docker", "logs", "a b"), Map.of("DOCKER_HOST", "unix:///s"))));
  }

  @Test
  void aCommandThatFailedDoesNotGoOn() throws IOException {
    serve();
    assertThat(client().asks("go-on", "1").answer().code()).isEqualTo(1);
  }

  @Test
  void aBugInACommandIsLoggedAndHurtsNobody() throws IOException {
    serve();
    RawClient.Answer answer = client().asks("bug", "x").answer();
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err())
        .isEqualTo(
            "dusty: something went wrong that should not: java.lang.IllegalStateException: oops\n"
                + "see the daemon's log\n");
    assertThat(log())
        .contains("ERROR  'dusty bug x' failed: java.lang.IllegalStateException: oops")
        .contains("at dev.dusty.daemon.ServerTest.run");
    assertOthersAreServed();
  }

  @Test
  void closingTellsAndCancelsWhatRunsAndWaitsUntilItHasPutThingsBack() throws Exception {
    ServerSocketChannel channel = serve(Patience.USUAL);
    RawClient client = client().asks("wait");
    begun.await();
    channel.close();
    assertThat(client.answer())
        .isEqualTo(
            new RawClient.Answer(
                "put back\n",
                "dusty: the daemon is stopping\nrun the command again when it is back\n",
                new Message.Exit(1)));
  }
}
