package dev.dusty.cli;

import dev.dusty.command.KnownNames.Name;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What can stand where somebody pressed the tab key, worked out from the commands' own model.
 *
 * @param candidates the words, each with what it means
 * @param files whether files, folders or neither can stand there too
 */
record Completion(List<Name> candidates, Files files) {

  /** What of the file system can stand there. */
  enum Files {
    NONE,
    FILES,
    FOLDERS;

    /** Returns the word that the shells' scripts know. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** As parameters are called that are folders. */
  private static final Set<String> FOLDERS = Set.of("DIR", "PATH");

  private static final Completion NOTHING = new Completion(List.of(), Files.NONE);

  Completion {
    candidates = List.copyOf(candidates);
  }

  /**
   * Completes a word.
   *
   * @param root the command that is typed first
   * @param words what was typed behind it; the last one is to be completed, and may be empty
   */
  static Completion of(CommandSpec root, List<String> words) {
    List<String> joined = joined(words);
    Typed typed = Typed.of(root, joined.subList(0, joined.size() - 1));
    String word = joined.getLast();
    // A shell that splits at '=' wants what is behind it alone.
    boolean splits = joined.size() < words.size() && words.size() > 1 && isSplit(words);
    return typed.complete(word, splits).startingWith(splits ? value(word) : word);
  }

  private static boolean isSplit(List<String> words) {
    return words.getLast().equals("=") || words.get(words.size() - 2).equals("=");
  }

  private static String value(String word) {
    return word.substring(word.indexOf('=') + 1);
  }

  /** Joins what bash has split: {@code --format}, {@code =}, {@code json}. */
  private static List<String> joined(List<String> words) {
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean assigns = word.equals("=") && !joined.isEmpty() && joined.getLast().startsWith("--");
      if (assigns) {
        String value = i + 1 < words.size() ? words.get(i + 1) : "";
        joined.set(joined.size() - 1, joined.getLast() + "=" + value);
        i++;
      } else {
        joined.add(word);
      }
    }
    if (joined.isEmpty()) {
      joined.add("");
    }
    return joined;
  }

  private Completion startingWith(String word) {
    return new Completion(
        candidates.stream().filter(candidate -> candidate.name().startsWith(word)).toList(), files);
  }

  /** What was typed before the word. */
  private static final class Typed {
    private CommandSpec command;
    private final List<String> arguments = new ArrayList<>();
    private final List<OptionSpec> options = new ArrayList<>();
    private @Nullable OptionSpec open;
    private boolean onlyArguments;

    private Typed(CommandSpec command) {
      this.command = command;
    }

    static Typed of(CommandSpec root, List<String> words) {
      Typed typed = new Typed(root);
      words.forEach(typed::take);
      return typed;
    }

    private void take(String word) {
      boolean isOption = !onlyArguments && word.startsWith("-") && word.length() > 1;
      if (open != null && !isOption) {
        // Further values can only be told from arguments by whoever takes many.
        open = open.arity().max() > 1 ? open : null;
      } else if (isOption) {
        open = null;
        if (word.equals("--")) {
          onlyArguments = true;
          return;
        }
        String name = word.replaceFirst("=.*", "");
        OptionSpec option = command.optionsMap().get(name);
        if (option != null) {
          options.add(option);
          open = option.arity().max() > 0 && !word.contains("=") ? option : null;
        }
      } else {
        CommandLine sub = arguments.isEmpty() ? command.subcommands().get(word) : null;
        if (sub != null) {
          command = sub.getCommandSpec();
        } else {
          arguments.add(word);
        }
      }
    }

    Completion complete(String word, boolean splits) {
      if (!onlyArguments && word.startsWith("-")) {
        int equals = word.indexOf('=');
        OptionSpec option = equals < 0 ? null : command.optionsMap().get(word.substring(0, equals));
        return equals < 0
            ? new Completion(optionNames(), Files.NONE)
            : option == null
                ? NOTHING
                : values(option, splits ? "" : word.substring(0, equals + 1), value(word));
      }
      if (open != null) {
        return values(open, "", word);
      }
      if (!command.subcommands().isEmpty()) {
        return arguments.isEmpty() ? new Completion(subcommands(), Files.NONE) : NOTHING;
      }
      return parameter().map(parameter -> values(parameter, "", word)).orElse(NOTHING);
    }

    private List<Name> subcommands() {
      Map<String, Name> names = new LinkedHashMap<>();
      command
          .subcommands()
          .forEach(
              (name, sub) -> {
                if (!sub.getCommandSpec().usageMessage().hidden()) {
                  names.put(
                      name,
                      new Name(name, first(sub.getCommandSpec().usageMessage().description())));
                }
              });
      return List.copyOf(names.values());
    }

    private List<Name> optionNames() {
      Map<String, Name> names = new TreeMap<>();
      for (OptionSpec option : command.options()) {
        boolean again = option.isMultiValue() || !options.contains(option);
        if (!option.hidden() && again) {
          names.put(
              option.longestName(), new Name(option.longestName(), first(option.description())));
        }
      }
      return List.copyOf(names.values());
    }

    private Optional<PositionalParamSpec> parameter() {
      return command.positionalParameters().stream()
          .filter(parameter -> parameter.index().contains(arguments.size()))
          .findFirst();
    }

    private Completion values(ArgSpec arg, String prefix, String word) {
      Iterable<String> candidates = arg.completionCandidates();
      List<Name> names = new ArrayList<>();
      if (candidates instanceof Names known) {
        names.addAll(known.after(new Names.Typed(arguments, word)));
        if (arg.isMultiValue()) {
          names.removeIf(name -> arguments.contains(name.name()));
        }
      } else if (candidates != null) {
        candidates.forEach(candidate -> names.add(new Name(candidate, "")));
      }
      return new Completion(
          names.stream().map(name -> new Name(prefix + name.name(), name.description())).toList(),
          files(arg));
    }

    private static Files files(ArgSpec arg) {
      if (arg.completionCandidates() instanceof Names.CopyEnds) {
        return Files.FILES;
      }
      Class<?> type = arg.isMultiValue() ? arg.auxiliaryTypes()[0] : arg.type();
      if (type != Path.class && type != File.class) {
        return Files.NONE;
      }
      return FOLDERS.contains(arg.paramLabel()) ? Files.FOLDERS : Files.FILES;
    }

    private static String first(String[] description) {
      return description.length == 0 ? "" : description[0];
    }
  }
}
