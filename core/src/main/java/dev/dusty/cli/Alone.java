package dev.dusty.cli;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.HostUser;
import dev.dusty.command.Caller;
import dev.dusty.command.Console;
import dev.dusty.command.Dusty;
import dev.dusty.run.Uncancelled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Who typed a command that runs although no daemon answers. Ctrl-C ends the whole process, so that
 * nothing is ever cancelled.
 */
record Alone(Console console, HostUser user) implements Caller {

  /** Returns who runs this process. */
  static Alone of(Console console, Dusty dusty) throws IOException {
    return new Alone(
        console,
        dusty
            .accounts()
            .withUid(dusty.uid())
            .orElse(
                new HostUser(Long.toString(dusty.uid()), dusty.uid(), dusty.uid(), Path.of("/"))));
  }

  @Override
  public Cancellation cancellation() {
    return Uncancelled.FOREVER;
  }

  @Override
  public String ask(String question) {
    throw new UserError("needs-daemon", "only the daemon asks", "start the daemon");
  }

  @Override
  public void continueWith(List<String> argv, Map<String, String> environment) {
    throw new UserError("needs-daemon", "only the daemon's client goes on", "start the daemon");
  }
}
