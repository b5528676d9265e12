package dev.dusty.cli;

import dev.dusty.command.Console;
import dev.dusty.command.ExitCode;
import dev.dusty.command.Table;
import dev.dusty.plugin.PluginReport;
import dev.dusty.plugin.PluginReport.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
      if (format.isJson()) {
        console.json(reports.stream().map(ListCommand::fields).toList());
      } else if (reports.isEmpty()) {
        console.out().println("No plugins are installed.");
      } else {
        Table table = new Table("NAME", "VERSION", "STEPS", "STATE", "FROM");
        reports.forEach(
            report ->
                table.row(
                    report.id(),
                    report.version(),
                    String.join(", ", report.steps()),
                    word(report.state()),
                    report.source().toString()));
        console.out().print(table);
        for (PluginReport report : reports) {
          if (report.state() != State.LOADED) {
            console.out().println();
            console
                .out()
                .println(report.id() + " is " + word(report.state()) + ": " + report.reason());
          }
        }
      }
      return ExitCode.DONE;
    }

    private static Map<String, Object> fields(PluginReport report) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", report.id());
      fields.put("version", report.version());
      fields.put("description", report.description());
      fields.put("steps", report.steps());
      fields.put("state", word(report.state()));
      fields.put("from", report.source().toString());
      fields.put("reason", report.reason());
      return fields;
    }

    private static String word(State state) {
      return state.name().toLowerCase(Locale.ROOT);
    }
  }
}
