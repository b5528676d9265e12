package dev.dusty.cli;

import dev.dusty.command.Console;
import dev.dusty.command.ExitCode;
import dev.dusty.command.Upgrade;
import dev.dusty.config.Paths;
import dev.dusty.run.Uncancelled;
import dev.dusty.upgrade.RunningDaemon;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * What the client of {@code dusty upgrade} goes on with, when the daemon has ended: waits for the
 * next release's daemon, and goes back to the former release where it does not come. A former
 * release starts it, so its name and its parameter stay.
 */
@Command(name = Upgrade.FINISH, hidden = true, description = "Wait for the daemon of a release.")
final class FinishUpgradeCommand implements Callable<Integer>, RunsAlone {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Console console;

  @Parameters(index = "0", paramLabel = "VERSION", description = "The release that is to come.")
  String version = "";

  FinishUpgradeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    RunningDaemon daemon = new RunningDaemon(Paths.of(console.environment()).socket());
    if (daemon.becomes(version, LIMIT, Uncancelled.FOREVER)) {
      console.out().println("The daemon runs Dusty " + version + " now.");
      return ExitCode.DONE;
    }
    String back = Installation.releases().switchBack();
    boolean came = daemon.becomes(back, LIMIT, Uncancelled.FOREVER);
    console.error(
        "the daemon of Dusty %s did not start; Dusty %s is back%s"
            .formatted(version, back, came ? "" : ", and its daemon did not start either"),
        "see the daemon's log: 'journalctl -u dusty' or /var/log/dusty.log");
    return ExitCode.FAILED;
  }
}
