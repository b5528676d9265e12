package dev.dusty.cli;

import dev.dusty.command.Up;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dusty up}. */
@Command(
    name = "up",
    description = "Pull, compile and run what the active bundles need.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  dusty up                        as you do it every morning",
      "  dusty up --no-pull              without a network",
      "  dusty up --dry-run              see what would change, and why",
      "  dusty up --dry-run --exit-code  find out in a script whether anything would"
    })
final class UpCommand extends DaemonCommand implements Callable<Integer> {

  @Option(
      names = "--no-recreate",
      description = "Leave containers as they are whose definition changed.")
  boolean noRecreate;

  @Option(names = "--no-pull", description = "Do not bring repos up to date.")
  boolean noPull;

  @Option(
      names = "--dry-run",
      description = "Show what would change, and why; touch nothing, and pull nothing.")
  boolean dryRun;

  @Option(
      names = "--exit-code",
      description = "With --dry-run: end with 4 if there is something to do.")
  boolean exitCode;

  @Override
  public Integer call() throws IOException {
    Up.Options options = new Up.Options(!noRecreate, !noPull, dryRun, exitCode);
    return new Up(dusty(), caller(), options).run();
  }
}
