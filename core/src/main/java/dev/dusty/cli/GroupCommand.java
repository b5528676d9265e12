package dev.dusty.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that is nothing without one of its own commands, which may be methods of it. */
@Command(synopsisSubcommandLabel = "COMMAND")
abstract class GroupCommand extends DaemonCommand implements Runnable {

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public final void run() {
    throw new ParameterException(spec.commandLine(), "no command given");
  }
}
