package dev.dusty.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What there is to say of a command, from the model that it is parsed by: for manual pages and the
 * pages in {@code docs/}, which are written from nothing else.
 *
 * @param name as it is typed: {@code dusty bundles list}
 * @param description paragraphs; the first one is a sentence that stands for all
 * @param synopsis what can be typed behind the name
 * @param parameters its parameters
 * @param options its options, without the one for help
 * @param commands its own commands
 * @param notesTitle what the notes are, such as {@code Examples}; empty where there are none
 * @param notes what is typed or set, with what that is for
 * @param exitCodes what it ends with, where it has codes of its own
 */
record CommandDoc(
    String name,
    List<String> description,
    String synopsis,
    List<Item> parameters,
    List<Item> options,
    List<CommandDoc> commands,
    String notesTitle,
    List<Item> notes,
    Map<String, String> exitCodes) {

  /** Wide enough for any synopsis to be one line. */
  private static final int WIDTH = 2000;

  /** A line of a footer: something, and behind two spaces or more what it is for. */
  private static final Pattern NOTE = Pattern.compile("  (\\S.*?)(?: {2,}(\\S.*))?");

  CommandDoc {
    description = List.copyOf(description);
    parameters = List.copyOf(parameters);
    options = List.copyOf(options);
    commands = List.copyOf(commands);
    notes = List.copyOf(notes);
    exitCodes = Collections.unmodifiableMap(new LinkedHashMap<>(exitCodes));
  }

  /** A thing and what it means. */
  record Item(String term, String meaning) {}

  /** Returns what there is to say of {@code dusty} and all of its commands. */
  static CommandDoc ofDusty() {
    return of(DustyCommand.model().setUsageHelpWidth(WIDTH));
  }

  private static CommandDoc of(CommandLine commandLine) {
    CommandSpec spec = commandLine.getCommandSpec();
    UsageMessageSpec usage = spec.usageMessage();
    List<CommandDoc> commands = new ArrayList<>();
    for (CommandLine sub : spec.subcommands().values()) {
      if (!sub.getCommandSpec().usageMessage().hidden()) {
        commands.add(of(sub));
      }
    }
    return new CommandDoc(
        spec.qualifiedName(),
        Arrays.stream(usage.description()).map(CommandDoc::plain).toList(),
        synopsis(spec),
        spec.positionalParameters().stream()
            .filter(parameter -> !parameter.hidden())
            .map(CommandDoc::item)
            .toList(),
        spec.options().stream()
            .filter(option -> !option.hidden() && !option.usageHelp())
            .map(CommandDoc::item)
            .toList(),
        commands,
        plain(usage.footerHeading()).strip().replaceFirst(":$", ""),
        Arrays.stream(usage.footer()).map(CommandDoc::note).toList(),
        usage.exitCodeList());
  }

  private static String synopsis(CommandSpec spec) {
    CommandLine.Help help =
        new CommandLine.Help(spec, CommandLine.Help.defaultColorScheme(Ansi.OFF));
    String whole = help.synopsis(help.synopsisHeadingLength()).strip().replaceAll("\\s+", " ");
    return whole
        .substring(spec.qualifiedName().length())
        .strip()
        .replaceFirst("\\[-h\\] ?", "")
        .strip();
  }

  private static Item item(OptionSpec option) {
    String names = String.join(", ", option.names());
    boolean takesValue = option.arity().max() > 0;
    return new Item(takesValue ? names + "=" + label(option) : names, meaning(option));
  }

  private static Item item(PositionalParamSpec parameter) {
    return new Item(label(parameter), meaning(parameter));
  }

  private static String label(ArgSpec arg) {
    return arg.paramLabel().replace("<", "").replace(">", "")
        + (arg.isMultiValue() && !arg.hideParamSyntax() ? "..." : "");
  }

  private static String meaning(ArgSpec arg) {
    return String.join(" ", Arrays.stream(arg.description()).map(CommandDoc::plain).toList());
  }

  private static Item note(String line) {
    Matcher matcher = NOTE.matcher(plain(line));
    if (!matcher.matches()) {
      return new Item(plain(line).strip(), "");
    }
    String meaning = matcher.group(2);
    return new Item(matcher.group(1), meaning == null ? "" : meaning);
  }

  /** Returns what picocli makes of a text: it is a format. */
  private static String plain(String text) {
    return text.replace("%n", "\n").replace("%%", "%");
  }

  /** Returns the sentence that stands for all, without its full stop. */
  String summary() {
    return description.isEmpty() ? "" : description.getFirst().replaceFirst("\\.$", "");
  }

  /** Returns the name as files are called: {@code dusty-bundles-list}. */
  String fileName() {
    return name.replace(' ', '-');
  }
}
