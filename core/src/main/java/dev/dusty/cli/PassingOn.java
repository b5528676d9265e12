package dev.dusty.cli;

import dev.dusty.command.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A command that passes on what was typed behind its second word, exactly as it was typed. Options
 * of its own stand before that word, on either side of the first one.
 */
abstract class PassingOn implements Callable<Integer> {

  private static final Set<String> HELP = Set.of("-h", "--help");

  @Spec CommandSpec spec = CommandSpec.create();

  @Mixin FormatOption format = new FormatOption();

  /** Tells the parser, which would otherwise take options wherever they stand. */
  static void setUp(CommandLine commandLine) {
    commandLine.getSubcommands().values().stream()
        .filter(sub -> sub.getCommand() instanceof PassingOn)
        .forEach(sub -> sub.setStopAtPositional(true));
  }

  /** Returns all words, the first one being the first that is no option. */
  abstract List<String> words();

  /** Returns an empty one of the same kind, to parse with. */
  abstract PassingOn empty();

  /** Takes the options of another one of the same kind too. */
  void take(PassingOn other) {
    if (other.format.isJson()) {
      format = other.format;
    }
  }

  /** Does what the words say, of which there is one at least. */
  abstract int run(List<String> words) throws IOException;

  @Override
  public final Integer call() throws IOException {
    List<String> words = words();
    if (words.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "missing required parameter: '" + first() + "'");
    }
    if (words.size() > 1 && HELP.contains(words.get(1))) {
      spec.commandLine().usage(spec.commandLine().getOut());
      return ExitCode.DONE;
    }
    return run(withoutOptions(words));
  }

  /** Returns what the first word is called in the help. */
  private String first() {
    return spec.positionalParameters().getFirst().paramLabel().replaceFirst(" .*", "");
  }

  /** Takes the options between the first and the second word. */
  private List<String> withoutOptions(List<String> words) {
    if (words.size() < 2 || !words.get(1).startsWith("-")) {
      return words;
    }
    PassingOn behind = empty();
    try {
      new CommandLine(behind, spec.commandLine().getFactory())
          .setStopAtPositional(true)
          .setExpandAtFiles(false)
          .parseArgs(words.subList(1, words.size()).toArray(String[]::new));
    } catch (ParameterException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    take(behind);
    List<String> all = new ArrayList<>(words.subList(0, 1));
    all.addAll(behind.words());
    return all;
  }
}
