package dev.dusty.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code dusty version}. */
@Command(name = "version", description = "Show the version.")
final class VersionCommand implements Callable<Integer> {

  private final Console console;

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    print(console);
    return ExitCode.DONE;
  }

  static void print(Console console) {
    console.out().println("dusty " + Installation.version());
  }
}
