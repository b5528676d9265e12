package dev.dusty.cli;

import dev.dusty.api.UserError;
import dev.dusty.compile.PluginFailure;
import dev.dusty.spec.model.Suggestions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code dusty} command itself. */
@Command(
    name = "dusty",
    description = "Docker-powered development environments for products of many repos.",
    subcommands = {
      ValidateCommand.class,
      CompileCommand.class,
      GraphCommand.class,
      PluginsCommand.class,
      VersionCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true)
final class DustyCommand implements Runnable {

  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-v", "--version"},
      description = "Show the version.")
  boolean version;

  private final Console console;

  DustyCommand(Console console) {
    this.console = console;
    this.spec = CommandSpec.create();
  }

  /** Runs what was typed and returns the exit code. */
  static int run(Console console, String... args) {
    CommandLine commandLine =
        new CommandLine(new DustyCommand(console), new CommandFactory(console))
            .setOut(console.out())
            .setErr(console.err())
            .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
            .setParameterExceptionHandler((e, given) -> wrongUsage(console, e))
            .setExecutionExceptionHandler((e, command, parsed) -> failed(console, e));
    return commandLine.execute(args);
  }

  @Override
  public void run() {
    if (version) {
      VersionCommand.print(console);
      return;
    }
    throw new ParameterException(spec.commandLine(), "no command given");
  }

  private static int wrongUsage(Console console, ParameterException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    String help = "see '" + command.qualifiedName() + " --help'";
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && !command.subcommands().isEmpty()) {
      String typed = unmatched.getUnmatched().getFirst();
      String meant =
          Suggestions.closest(typed, command.subcommands().keySet())
              .map(name -> "did you mean '" + name + "'? ")
              .orElse("");
      console.error("there is no command '" + typed + "'", meant + help);
    } else {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
      console.error(Character.toLowerCase(message.charAt(0)) + message.substring(1), help);
    }
    return ExitCode.WRONG_USAGE;
  }

  private static int failed(Console console, Exception e) {
    switch (e) {
      case UserError error -> console.error(error.problem(), error.remedy());
      case PluginFailure failure -> {
        console.error(
            String.valueOf(failure.getMessage()),
            "this is a bug of the plugin; tell its authors the following, or remove its jar");
        failure.printStackTrace(console.err());
      }
      default -> {
        console.error(
            "something went wrong that should not: " + e,
            "this is a bug; please report it with the following");
        e.printStackTrace(console.err());
      }
    }
    return ExitCode.FAILED;
  }
}
