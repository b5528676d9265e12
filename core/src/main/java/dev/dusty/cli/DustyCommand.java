package dev.dusty.cli;

import dev.dusty.api.UserError;
import dev.dusty.command.Caller;
import dev.dusty.command.Console;
import dev.dusty.command.Dusty;
import dev.dusty.command.ExitCode;
import dev.dusty.compile.PluginFailure;
import dev.dusty.config.FullDisk;
import dev.dusty.protocol.Terminal;
import dev.dusty.run.StepCall;
import dev.dusty.spec.model.Suggestions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code dusty} command itself. */
@Command(
    name = "dusty",
    description = "Docker-powered development environments for products of many repos.",
    subcommands = {
      SetupCommand.class,
      BundlesCommand.class,
      ReposCommand.class,
      ConfigCommand.class,
      AssetsCommand.class,
      EnvCommand.class,
      UpCommand.class,
      ContainerCommands.StatusCommand.class,
      ContainerCommands.StopCommand.class,
      ContainerCommands.RestartCommand.class,
      ContainerCommands.LogsCommand.class,
      ContainerCommands.ShellCommand.class,
      CpCommand.class,
      DiskCommand.class,
      ContainerCommands.ShutdownCommand.class,
      ScriptsCommand.class,
      TestCommand.class,
      DoctorCommand.class,
      DumpCommand.class,
      ValidateCommand.class,
      CompileCommand.class,
      GraphCommand.class,
      PluginsCommand.class,
      UpgradeCommand.class,
      FinishUpgradeCommand.class,
      CompletionCommand.class,
      CompleteCommand.class,
      VersionCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  DUSTY_HOME          moves all of Dusty's files into this folder",
      "  DUSTY_SOCKET_PATH   moves the socket, for daemon and client",
      "  DUSTY_PLUGINS_PATH  folders of a team's plugins, separated by ':'",
      "  DUSTY_JAVA_OPTS     options for the JVM",
      "  NO_COLOR            no colours, whatever its value"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:done",
      " 1:failed",
      " 2:wrong usage",
      " 3:the daemon cannot be reached",
      " 4:there is something to do: 'up --dry-run --exit-code'",
      "130:interrupted"
    })
final class DustyCommand implements Callable<Integer> {

  /** What picocli needs for its columns. */
  private static final int NARROWEST_HELP = 55;

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

  @Option(
      names = {"-d", "--daemon"},
      description = "Be the daemon, in the foreground.")
  boolean daemon;

  @Option(
      names = "--preflight-only",
      description = "With -d: see whether all is there that the daemon needs, and end.")
  boolean preflightOnly;

  @Option(names = "--suppress-warnings", description = "With -d: show no warnings at the start.")
  boolean suppressWarnings;

  private final Console console;
  private final Asked asked;

  private DustyCommand(Console console, Asked asked) {
    this.console = console;
    this.asked = asked;
    this.spec = CommandSpec.create();
  }

  /** Runs, without a daemon, what was typed and returns the exit code. */
  static int run(Console console, String... args) {
    return run(console, Asked.ALONE, args);
  }

  /** Runs, in the daemon, what a client typed and returns the exit code. */
  static int run(Dusty dusty, Caller caller, List<String> args) {
    return run(caller.console(), Asked.of(dusty, caller), args.toArray(String[]::new));
  }

  private static int run(Console console, Asked asked, String... args) {
    return commandLine(console, asked)
        .setOut(console.out())
        .setErr(console.err())
        .setUsageHelpAutoWidth(asked.inDaemon().isEmpty())
        .setUsageHelpWidth(Math.max(NARROWEST_HELP, console.terminal().columns()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setParameterExceptionHandler((e, given) -> wrongUsage(console, e))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(console, asked, e))
        .setExecutionStrategy(parsed -> execute(parsed, asked))
        .execute(args);
  }

  private static CommandLine commandLine(Console console, Asked asked) {
    CommandLine commandLine =
        new CommandLine(new DustyCommand(console, asked), new CommandFactory(console, asked))
            // Whose file would '@name' be? And it may be an argument of a script.
            .setExpandAtFiles(false);
    PassingOn.setUp(commandLine);
    return commandLine;
  }

  /** Returns all commands as they are parsed, to be described and not to be run. */
  static CommandLine model() {
    PrintWriter nobody = new PrintWriter(Writer.nullWriter());
    Console console = new Console(nobody, nobody, Path.of("/"), Map.of(), Terminal.NONE);
    return commandLine(console, Asked.ALONE);
  }

  /** The daemon may read anything, so it does nothing that a client can do with its own rights. */
  private static int execute(ParseResult parsed, Asked asked) {
    List<CommandLine> typed = parsed.asCommandLineList();
    Object command = typed.getLast().getCommand();
    if (asked.inDaemon().isPresent() && command instanceof RunsAlone) {
      throw new ParameterException(
          typed.getLast(), "the daemon does not run this command; the client does");
    }
    return new RunLast().execute(parsed);
  }

  @Override
  public Integer call() throws IOException {
    if (version) {
      showVersion();
      return ExitCode.DONE;
    }
    if (daemon && asked.inDaemon().isEmpty()) {
      return Installation.daemon(console).run(preflightOnly, !suppressWarnings);
    }
    throw new ParameterException(spec.commandLine(), "no command given");
  }

  /** Where there is a daemon, the client has shown its own version already. */
  void showVersion() {
    String who = asked.inDaemon().isPresent() ? "daemon " : "dusty ";
    console.out().println(who + Installation.version());
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
      console.error(WrongUsage.text(e), help);
    }
    return ExitCode.WRONG_USAGE;
  }

  private static int failed(Console console, Asked asked, Exception e) {
    switch (e) {
      case UserError error -> console.error(error.problem(), error.remedy());
      case CancellationException cancelled -> {
        console.err().println("interrupted");
        return ExitCode.INTERRUPTED;
      }
      case IOException io -> {
        UserError error =
            FullDisk.of(io, "")
                .orElseGet(
                    () ->
                        new UserError(
                            "io",
                            "something cannot be read or written: " + StepCall.reason(io),
                            "mend that and try again"));
        console.error(error.problem(), error.remedy());
      }
      case PluginFailure failure -> {
        console.error(
            String.valueOf(failure.getMessage()),
            "this is a bug of the plugin; tell its authors the following, or remove its jar");
        failure.printStackTrace(console.err());
        remember(asked, failure);
      }
      default -> {
        console.error(
            "something went wrong that should not: " + e,
            "this is a bug; please report it with the following");
        e.printStackTrace(console.err());
        remember(asked, e);
      }
    }
    return ExitCode.FAILED;
  }

  /** Keeps what should not have happened for {@code dusty dump}. */
  private static void remember(Asked asked, Exception e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    asked.inDaemon().ifPresent(both -> both.dusty().lastErrors().add(trace.toString()));
  }
}
