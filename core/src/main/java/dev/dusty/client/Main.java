package dev.dusty.client;

import dev.dusty.protocol.Message;
import dev.dusty.protocol.Terminal;
import dev.dusty.protocol.Wire;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The client, a process for each command. It sends what was typed and shows what comes back; it
 * knows nothing of commands. It uses as little of the JDK as it can: its start is what a user waits
 * for.
 */
public final class Main {

  private static final int FAILED = 1;
  private static final int UNREACHABLE = 3;
  private static final int INTERRUPTED = 130;

  /** The variables that the daemon needs. */
  private static final List<String> SENT =
      List.of("NO_COLOR", "TERM", "LANG", "LC_ALL", "LC_CTYPE", "SSH_AUTH_SOCK");

  /** What {@link #converse} returns where the request is to be made once more. */
  private static final int ONCE_MORE = -1;

  /** No command needs so many logins; a daemon that never has enough would be asked for ever. */
  private static final int MOST_REQUESTS = 20;

  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private final OutputStream err = new FileOutputStream(FileDescriptor.err);
  private final SentFile sentFile = new SentFile();
  private volatile boolean interrupted;
  private volatile boolean inTerminal;
  private volatile boolean asking;
  private volatile boolean outputIsGone;

  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args the argument vector
   */
  public static void main(String[] args) {
    int code;
    try {
      code = new Main().run(List.of(args));
    } catch (IOException e) {
      code = FAILED;
    }
    Runtime.getRuntime().halt(code);
  }

  private int run(List<String> argv) throws IOException {
    String release = System.getProperty("dusty.version", "");
    boolean version =
        argv.size() == 1 && (argv.getFirst().equals("version") || argv.getFirst().equals("-v"));
    if (version) {
      show(new Message.Output(false, utf8("client " + release + "\n")));
    }
    for (int i = 0; i < MOST_REQUESTS; i++) {
      int code = ask(argv, release);
      if (code != ONCE_MORE) {
        return code;
      }
    }
    error(
        "the daemon was asked " + MOST_REQUESTS + " times, and always wants it once more",
        "see its log");
    return FAILED;
  }

  private int ask(List<String> argv, String release) throws IOException {
    Path socket = socket(System.getenv());
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
      } catch (IOException | IllegalArgumentException e) {
        return unreachable(socket, e);
      }
      OutputStream toDaemon = Channels.newOutputStream(channel);
      InputStream fromDaemon = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
      Thread hook = new Thread(() -> interrupted(toDaemon));
      Runtime.getRuntime().addShutdownHook(hook);
      Wire.greet(toDaemon, release);
      Wire.write(toDaemon, request(argv));
      Wire.greeting(fromDaemon);
      int code = converse(fromDaemon, toDaemon);
      if (code == ONCE_MORE) {
        forget(hook);
      }
      return code;
    } catch (IOException e) {
      if (interrupted) {
        return INTERRUPTED;
      }
      error(
          "the daemon ended the conversation: " + e.getMessage(),
          "see its log, and whether it still runs: 'dusty version'");
      return FAILED;
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It runs already, and ends the process.
      forever();
    }
  }

  private int converse(InputStream fromDaemon, OutputStream toDaemon) throws IOException {
    while (true) {
      switch (Wire.read(fromDaemon)) {
        case Message.Output output -> show(output);
        case Message.Question(String text) -> {
          show(new Message.Output(true, utf8(text)));
          reply(toDaemon, Main::answer);
        }
        case Message.Wanted(String file) -> reply(toDaemon, () -> sentFile.next(file));
        case Message.Run(List<String> argv, Map<String, String> environment) -> {
          return process(argv, environment);
        }
        case Message.RunFirst(List<String> argv, Map<String, String> environment) -> {
          int code = process(argv, environment);
          inTerminal = false;
          return code == 0 ? ONCE_MORE : code;
        }
        case Message.Exit(int code) -> {
          return interrupted ? INTERRUPTED : code == 0 && outputIsGone ? FAILED : code;
        }
        default -> throw new IOException("it said what only a client says");
      }
    }
  }

  private void show(Message.Output output) {
    try {
      (output.error() ? err : out).write(output.bytes());
    } catch (IOException e) {
      // Whoever read our output has gone; the command goes on all the same.
      outputIsGone = true;
    }
  }

  /** What the person, or a file, says. */
  private interface Reply {
    Message get() throws IOException;
  }

  /** Meanwhile the daemon may have something else to say, such as that it ends. */
  private void reply(OutputStream toDaemon, Reply reply) {
    asking = true;
    Thread _ =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    Message message = reply.get();
                    asking = false;
                    if (!interrupted) {
                      Wire.write(toDaemon, message);
                    }
                  } catch (IOException e) {
                    // The conversation has ended, which the other thread says.
                  }
                });
  }

  private static Message answer() throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
    String line = reader.readLine();
    return line == null ? new Message.Cancel() : new Message.Answer(line);
  }

  /** Runs a process in the terminal; Ctrl-C is its business then. */
  private int process(List<String> argv, Map<String, String> environment) {
    inTerminal = true;
    ProcessBuilder builder = new ProcessBuilder(argv).inheritIO();
    builder.environment().putAll(environment);
    try {
      return builder.start().waitFor();
    } catch (IOException e) {
      error(
          "'" + argv.getFirst() + "' cannot be started: " + e.getMessage(),
          "install it, or put it on your PATH");
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return INTERRUPTED;
    }
  }

  /**
   * What the JVM does when a signal comes, Ctrl-C or SIGTERM: it asks the daemon to stop and to put
   * things back, and waits. The conversation then comes to its end, which ends the process. A
   * second Ctrl-C ends the wait.
   */
  private void interrupted(OutputStream toDaemon) {
    interrupted = true;
    try {
      if (asking) {
        show(new Message.Output(true, utf8("\n")));
      }
      if (!inTerminal) {
        // First, so that whoever sees the daemon's reaction can press Ctrl-C again.
        SecondInterrupt.run(this::leave);
        Wire.write(toDaemon, new Message.Cancel());
      }
      forever();
    } catch (IOException e) {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
  }

  /** Ends at once; the daemon puts things back all the same. */
  private synchronized void leave() {
    show(
        new Message.Output(
            true,
            utf8(
                "\ninterrupted; the daemon goes on and puts back what was done\n"
                    + "the next command waits for it\n")));
    Runtime.getRuntime().halt(INTERRUPTED);
  }

  private static void forever() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Message.Request request(List<String> argv) {
    Map<String, String> environment = new TreeMap<>();
    for (String name : SENT) {
      String value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    return new Message.Request(argv, System.getProperty("user.dir", "/"), environment, terminal());
  }

  /** The launcher has looked, as that costs a shell nothing: which streams, and how wide. */
  private static Terminal terminal() {
    String streams = System.getProperty("dusty.terminal", "");
    int columns = Integer.getInteger("dusty.columns", Terminal.NONE.columns());
    return new Terminal(
        streams.contains("0"), streams.contains("1"), streams.contains("2"), columns);
  }

  /** The same rule as dev.dusty.config.Paths has, whose package the client does not load. */
  private static Path socket(Map<String, String> environment) {
    String socket = environment.getOrDefault("DUSTY_SOCKET_PATH", "");
    String home = environment.getOrDefault("DUSTY_HOME", "");
    return Path.of(
            !socket.isEmpty()
                ? socket
                : home.isEmpty() ? "/var/run/dusty/dusty.sock" : home + "/run/dusty.sock")
        .toAbsolutePath();
  }

  /** Where the launcher has another way then, it is the one to speak. */
  private int unreachable(Path socket, Exception e) {
    if (!System.getProperty("dusty.or.alone", "").isEmpty()) {
      return UNREACHABLE;
    }
    boolean denied =
        Files.exists(socket) && String.valueOf(e.getMessage()).contains("Permission denied");
    error(
        "the daemon cannot be reached at " + socket + (denied ? ": permission denied" : ""),
        denied
            ? "ask whoever installed Dusty to let you in: see 'Who may ask' in docs/security.md"
            : "start it: 'sudo dusty -d', or 'sudo systemctl start dusty' where it is installed so");
    return UNREACHABLE;
  }

  private void error(String problem, String remedy) {
    show(new Message.Output(true, utf8("dusty: " + problem + "\n" + remedy + "\n")));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
