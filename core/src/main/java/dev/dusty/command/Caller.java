package dev.dusty.command;

import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.HostUser;
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
   * Ends the command by a process in the caller's terminal, with the caller's rights; the command's
   * exit code is then the process's.
   *
   * @param argv the program and its arguments
   * @param environment variables on top of the caller's own
   */
  void continueWith(List<String> argv, Map<String, String> environment);
}
