package dev.dusty.daemon;

import dev.dusty.command.Caller;
import dev.dusty.command.Dusty;
import java.util.List;

/** Runs what a client typed. */
@FunctionalInterface
public interface CommandRunner {

  /**
   * Runs a command; whatever goes wrong is said to the caller.
   *
   * @param argv the arguments behind {@code dusty}
   * @return the exit code
   */
  int run(Dusty dusty, Caller caller, List<String> argv);
}
