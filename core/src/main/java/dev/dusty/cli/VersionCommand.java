package dev.dusty.cli;

import dev.dusty.command.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code dusty version}. */
@Command(name = "version", description = "Show the versions of the client and of the daemon.")
final class VersionCommand implements Callable<Integer> {

  @ParentCommand @Nullable DustyCommand dusty;

  @Override
  public Integer call() {
    if (dusty != null) {
      dusty.showVersion();
    }
    return ExitCode.DONE;
  }
}
