package dev.dusty.cli;

import dev.dusty.command.Console;
import dev.dusty.command.Dump;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code dusty dump}. */
@Command(
    name = "dump",
    description = {
      "Print what a bug report should have: versions, configuration, findings, last errors.",
      "Passwords, tokens and the values of containers' variables are masked; look through it all"
          + " the same before you publish it."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  dusty dump > dump.md  for a bug report"})
final class DumpCommand implements Callable<Integer> {

  private final Console console;
  private final Asked asked;

  DumpCommand(Console console, Asked asked) {
    this.console = console;
    this.asked = asked;
  }

  @Override
  public Integer call() throws IOException {
    Asked.Both both = asked.orAlone(console);
    return new Dump(both.dusty(), both.caller(), asked.inDaemon().isPresent()).run();
  }
}
