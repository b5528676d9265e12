package dev.dusty.cli;

import dev.dusty.command.Console;
import dev.dusty.command.ExitCode;
import dev.dusty.command.Listing;
import dev.dusty.plugin.PluginReport;
import dev.dusty.plugin.PluginReport.State;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dusty plugins}. */
@Command(
    name = "plugins",
    description = "Show the plugins that make and run environments.",
    subcommands = PluginsCommand.ListCommand.class)
final class PluginsCommand extends GroupCommand {

  /** {@code dusty plugins list}. */
  @Command(name = "list", description = "List each plugin: what it is, or why it is not used.")
  static final class ListCommand implements Callable<Integer>, RunsAlone {

    private final Console console;

    @Mixin FormatOption format = new FormatOption();

    ListCommand(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      List<PluginReport> reports = Installation.catalog(console).reports();
      if (reports.isEmpty() && !format.isJson()) {
        console.out().println("No plugins are installed.");
        return ExitCode.DONE;
      }
      new Listing<PluginReport>()
          .column("NAME", "name", PluginReport::id)
          .column("VERSION", "version", PluginReport::version)
          .field("description", PluginReport::description)
          .column("STEPS", "steps", PluginReport::steps)
          .column("STATE", "state", report -> word(report.state()))
          .column("FROM", "from", report -> report.source().toString())
          .field("reason", PluginReport::reason)
          .show(console, format.isJson(), reports);
      for (PluginReport report : reports) {
        if (report.state() != State.LOADED && !format.isJson()) {
          console.out().println();
          console
              .out()
              .println(report.id() + " is " + word(report.state()) + ": " + report.reason());
        }
      }
      return ExitCode.DONE;
    }

    private static String word(State state) {
      return state.name().toLowerCase(Locale.ROOT);
    }
  }
}
