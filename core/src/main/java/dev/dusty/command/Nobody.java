package dev.dusty.command;

import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.HostUser;
import dev.dusty.protocol.Terminal;
import dev.dusty.run.Uncancelled;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** The daemon itself, which answers no questions. */
record Nobody(Console console) implements Caller {

  /** Returns the daemon, and what it says to itself. */
  static Nobody saying(PrintWriter said) {
    return new Nobody(
        new Console(said, said, Path.of("/"), Map.of("NO_COLOR", "1"), Terminal.NONE));
  }

  @Override
  public HostUser user() {
    return new HostUser("root", 0, 0, Path.of("/"));
  }

  @Override
  public Cancellation cancellation() {
    return Uncancelled.FOREVER;
  }

  @Override
  public String ask(String question) {
    throw new CancellationException("nobody answers the daemon");
  }

  @Override
  public void continueWith(List<String> argv, Map<String, String> environment) {
    throw new IllegalStateException("the daemon has no terminal");
  }
}
