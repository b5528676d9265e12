package dev.dusty.cli;

import dev.dusty.api.UserError;
import dev.dusty.command.Caller;
import dev.dusty.command.Console;
import dev.dusty.command.Dusty;
import java.io.IOException;
import java.util.Optional;

/**
 * The daemon that runs a command, and who asked for it; or neither, where Dusty runs alone.
 *
 * @param inDaemon both
 */
record Asked(Optional<Both> inDaemon) {

  /** Dusty runs alone, without a daemon. */
  static final Asked ALONE = new Asked(Optional.empty());

  /** What a command of the daemon works with. */
  record Both(Dusty dusty, Caller caller) {}

  static Asked of(Dusty dusty, Caller caller) {
    return new Asked(Optional.of(new Both(dusty, caller)));
  }

  /** Returns the daemon, or what stands for it where none answers. */
  Both orAlone(Console console) throws IOException {
    if (inDaemon.isPresent()) {
      return inDaemon.get();
    }
    Dusty dusty = Installation.dusty(console);
    return new Both(dusty, Alone.of(console, dusty));
  }

  Dusty dusty() {
    return both().dusty();
  }

  Caller caller() {
    return both().caller();
  }

  private Both both() {
    return inDaemon.orElseThrow(
        () ->
            new UserError(
                "needs-daemon", "this command needs the daemon", "type it as 'dusty COMMAND'"));
  }
}
