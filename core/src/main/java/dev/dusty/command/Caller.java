package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.HostUser;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Who asks for a command, and the ways to answer. */
public interface Caller {

  /** Returns where the command was typed. */
  Console console();

  /** Returns the version of the client; empty where there is none, as Dusty runs alone. */
  default String clientVersion() {
    return "";
  }

  /** Returns who asks, as the kernel says. */
  HostUser user();

  /** Returns whether the caller still waits. */
  Cancellation cancellation();

  /**
   * Asks the person something, and returns the line that was typed.
   *
   * @throws dev.dusty.api.UserError if there is nobody to ask: standard input is no terminal
   */
  String ask(String question);

  /**
   * Opens a file that the caller named. It is read by the caller's own process, so with the
   * caller's rights and in the caller's folder, a piece at a time.
   *
   * @param written the file as it was typed; {@code -} for standard input
   * @throws dev.dusty.api.UserError if the caller cannot read it
   */
  default GivenFile read(String written) {
    throw withoutClient();
  }

  /** Returns standard output, for bytes that are no text; to be flushed when all are written. */
  default OutputStream output() {
    throw withoutClient();
  }

  /**
   * Ends the command by a process in the caller's terminal, with the caller's rights; the command's
   * exit code is then the process's.
   *
   * @param argv the program and its arguments
   * @param environment variables on top of the caller's own
   */
  void continueWith(List<String> argv, Map<String, String> environment);

  /**
   * Ends the command by a process in the caller's terminal, as {@link #continueWith} does; where
   * that succeeds, the same command is asked for once more.
   *
   * @param argv the program and its arguments
   * @param environment variables on top of the caller's own
   */
  default void repeatAfter(List<String> argv, Map<String, String> environment) {
    throw withoutClient();
  }

  private static UserError withoutClient() {
    return new UserError(
        "needs-client", "this command needs a client of the daemon", "start the daemon");
  }
}
