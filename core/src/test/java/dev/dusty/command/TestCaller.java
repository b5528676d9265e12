package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.HostUser;
import dev.dusty.protocol.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Somebody who types commands, and what is shown for them. */
public final class TestCaller implements Caller, Cancellation {

  private final HostUser user;
  private final Console console;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Deque<String> answers = new ArrayDeque<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private List<String> goesOnWith = List.of();
  private boolean comesBack;
  private volatile boolean cancelled;

  /** Creates somebody who types in a folder. */
  public TestCaller(HostUser user, Path folder, Terminal terminal) {
    this.user = user;
    this.console =
        new Console(
            new PrintWriter(out, true), new PrintWriter(err, true), folder, Map.of(), terminal);
  }

  /** Creates somebody without a terminal, who is what the test runs as. */
  public static TestCaller of(HostUser user, Path folder) {
    return new TestCaller(user, folder, Terminal.NONE);
  }

  /** Types an answer before it is asked for. */
  public TestCaller answering(String line) {
    answers.add(line);
    return this;
  }

  /** Presses Ctrl-C. */
  public void cancel() {
    cancelled = true;
  }

  /** Returns what was shown on standard output since the last call. */
  public String out() {
    return taken(out);
  }

  /** Returns what was shown on standard error since the last call. */
  public String err() {
    return taken(err);
  }

  /** Returns the process that goes on in place of the command; empty for none. */
  public List<String> goesOnWith() {
    return goesOnWith;
  }

  /** Returns whether the command is asked for once more after that process. */
  public boolean comesBack() {
    return comesBack;
  }

  /** Returns the bytes that were written to standard output as they are. */
  public byte[] bytes() {
    return bytes.toByteArray();
  }

  private static String taken(StringWriter from) {
    synchronized (from.getBuffer()) {
      String text = from.toString();
      from.getBuffer().setLength(0);
      return text;
    }
  }

  @Override
  public Console console() {
    return console;
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
    return cancelled;
  }

  @Override
  public void check() {
    if (cancelled) {
      throw new CancellationException();
    }
  }

  @Override
  public String ask(String question) {
    console.out().print(question);
    String answer = answers.poll();
    if (answer == null) {
      throw new UserError("nobody-to-ask", "nobody answers: " + question, "type an answer");
    }
    return answer;
  }

  @Override
  public void continueWith(List<String> argv, Map<String, String> environment) {
    goesOnWith = List.copyOf(argv);
  }

  @Override
  public void repeatAfter(List<String> argv, Map<String, String> environment) {
    continueWith(argv, environment);
    comesBack = true;
  }

  @Override
  public GivenFile read(String written) {
    Path file = console.folder().resolve(written);
    try {
      return new GivenFile(
          Optional.of(Files.getPosixFilePermissions(file)), Files.newInputStream(file));
    } catch (IOException e) {
      throw new UserError("file-unreadable", "'" + written + "' cannot be read", "give another");
    }
  }

  @Override
  public OutputStream output() {
    return bytes;
  }
}
