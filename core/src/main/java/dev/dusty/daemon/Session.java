package dev.dusty.daemon;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.HostUser;
import dev.dusty.command.Caller;
import dev.dusty.command.Console;
import dev.dusty.command.ExitCode;
import dev.dusty.command.GivenFile;
import dev.dusty.protocol.Message;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;

/** One client's command: the caller that the command sees. */
final class Session implements Caller, Cancellation {

  private static final int BUFFER = 8192;
  private static final int RAW_BUFFER = 1 << 16;
  private static final int MOST_ANSWERS = 16;

  private final HostUser user;
  private final String clientVersion;
  private final Outbox outbox;
  private final Console console;
  private final BlockingQueue<Message> answers = new LinkedBlockingQueue<>(MOST_ANSWERS);
  private volatile boolean cancelled;
  private volatile boolean stopped;
  private volatile Optional<Message> next = Optional.empty();

  Session(HostUser user, String clientVersion, Message.Request request, Outbox outbox) {
    this.user = user;
    this.clientVersion = clientVersion;
    this.outbox = outbox;
    this.console =
        new Console(
            writer(false),
            writer(true),
            Path.of(request.folder()),
            request.environment(),
            request.terminal());
  }

  /** Takes what the client says while its command runs. */
  void hear(Message message) throws IOException {
    switch (message) {
      case Message.Cancel() -> cancel();
      case Message.Answer _, Message.Piece _, Message.Unreadable _ -> {
        if (!answers.offer(message)) {
          throw new IOException("a client answers what nobody asks");
        }
      }
      default -> throw new IOException("a client says what only a daemon says");
    }
  }

  /** Tells the client why its command ends, and ends it. */
  void stop() {
    stopped = true;
    console.error("the daemon is stopping", "run the command again when it is back");
    cancel();
  }

  /** Nobody waits any more. */
  void cancel() {
    cancelled = true;
    // Where there is no place left, whoever waits has an answer already.
    boolean _ = answers.offer(new Message.Cancel());
  }

  /** Tells the client what to do now that its command is done, and waits until it was told. */
  void end(int exitCode) {
    console.out().flush();
    console.err().flush();
    // Nobody pressed Ctrl-C.
    int code = stopped && exitCode == ExitCode.INTERRUPTED ? ExitCode.FAILED : exitCode;
    outbox.put(code == 0 && next.isPresent() ? next.get() : new Message.Exit(code));
    outbox.close();
  }

  @Override
  public Console console() {
    return console;
  }

  @Override
  public String clientVersion() {
    return clientVersion;
  }

  @Override
  public HostUser user() {
    return user;
  }

  @Override
  public Cancellation cancellation() {
    return this;
  }

  @Override
  public boolean isCancelled() {
    return cancelled || outbox.isStuck();
  }

  @Override
  public void check() {
    if (isCancelled()) {
      throw new CancellationException();
    }
  }

  @Override
  public String ask(String question) {
    if (!console.terminal().input()) {
      throw new UserError(
          "nobody-to-ask", "nobody is there to ask: " + question, "give it on the command line");
    }
    if (answer(new Message.Question(question)) instanceof Message.Answer(String line)) {
      return line;
    }
    throw new CancellationException();
  }

  @Override
  public GivenFile read(String written) {
    return new ClientsFile(written, this::answer).open();
  }

  /** Asks the client something and waits for its answer. */
  private Message answer(Message question) {
    console.out().flush();
    console.err().flush();
    outbox.put(question);
    try {
      Message answer = answers.take();
      check();
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  @Override
  public OutputStream output() {
    console.out().flush();
    return new BufferedOutputStream(frames(false), RAW_BUFFER);
  }

  @Override
  public void continueWith(List<String> argv, Map<String, String> environment) {
    next = Optional.of(new Message.Run(argv, environment));
  }

  @Override
  public void repeatAfter(List<String> argv, Map<String, String> environment) {
    next = Optional.of(new Message.RunFirst(argv, environment));
  }

  private PrintWriter writer(boolean error) {
    return new PrintWriter(
        new OutputStreamWriter(
            new BufferedOutputStream(frames(error), BUFFER), StandardCharsets.UTF_8),
        true);
  }

  private OutputStream frames(boolean error) {
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int start, int length) {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, start, copy, 0, length);
        outbox.put(new Message.Output(error, copy));
      }
    };
  }
}
