package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.config.Config;
import dev.dusty.config.EnvFile;
import dev.dusty.spec.Specs;
import dev.dusty.spec.model.Suggestions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code dusty env}: overrides of containers' environments. */
public final class Env {

  private static final int LARGEST_FILE = 1 << 20;

  private final Dusty dusty;
  private final Caller caller;

  /** Creates the commands. */
  public Env(Dusty dusty, Caller caller) {
    this.dusty = dusty;
    this.caller = caller;
  }

  private record Row(String name, String variable, String value) {}

  /**
   * Lists the overrides.
   *
   * @param name an app or a service; empty for all
   */
  public int list(Optional<String> name, boolean json) throws IOException {
    Work work = Work.of(dusty, caller);
    Map<String, Map<String, String>> overrides = work.config().environment();
    if (name.isPresent()) {
      check(name.get(), known(work.specs(), overrides));
    }
    List<Row> rows = new ArrayList<>();
    overrides.forEach(
        (container, variables) -> {
          if (name.isEmpty() || name.get().equals(container)) {
            variables.forEach((variable, value) -> rows.add(new Row(container, variable, value)));
          }
        });
    return new Listing<Row>()
        .column("NAME", "name", Row::name)
        .column("VARIABLE", "variable", Row::variable)
        .column("VALUE", "value", Row::value)
        .show(caller.console(), json, rows);
  }

  /** Overrides a variable of a container. */
  public int set(String name, String variable, String value) throws IOException {
    if (!EnvFile.isName(variable)) {
      throw new UserError(
          "variable-name",
          "'" + variable + "' is no name of a variable",
          "use letters, digits and '_'");
    }
    return set(name, Map.of(variable, value));
  }

  /**
   * Overrides the variables that a file in the format of Compose's {@code env_file} sets.
   *
   * @param file as it was typed; {@code -} for standard input
   */
  public int setFrom(String name, String file) throws IOException {
    Map<String, String> variables = EnvFile.parse(file, text(file));
    if (variables.isEmpty()) {
      throw new UserError(
          "env-file-empty", "'" + file + "' sets no variable", "write lines such as NAME=value");
    }
    return set(name, variables);
  }

  private String text(String file) throws IOException {
    byte[] bytes;
    try (GivenFile given = caller.read(file)) {
      bytes = given.content().readNBytes(LARGEST_FILE + 1);
    }
    if (bytes.length > LARGEST_FILE) {
      throw new UserError(
          "env-file-large", "'" + file + "' has more than 1 MiB", "give a file of variables");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      UserError error =
          new UserError("env-file-no-text", "'" + file + "' is not UTF-8", "write it as UTF-8");
      error.initCause(e);
      throw error;
    }
  }

  private int set(String name, Map<String, String> variables) throws IOException {
    return change(
        "env set",
        name,
        (own, known) -> {
          check(name, known);
          own.putAll(variables);
          String names = String.join(", ", new TreeSet<>(variables.keySet()));
          say("%s: %s %s set.".formatted(name, names, variables.size() == 1 ? "is" : "are"));
        });
  }

  /** Gives a variable of a container back to its spec. */
  public int unset(String name, String variable) throws IOException {
    return change(
        "env unset",
        name,
        (own, known) -> {
          check(name, known);
          if (own.remove(variable) == null) {
            throw new UserError(
                "variable-unset",
                "%s has no override of '%s'%s"
                    .formatted(name, variable, Suggestions.didYouMean(variable, own.keySet())),
                own.isEmpty()
                    ? "see 'dusty env list'; nothing was changed"
                    : "overrides of " + name + ": " + String.join(", ", own.keySet()));
          }
          say("%s: %s is as its spec says.".formatted(name, variable));
        });
  }

  /** Gives all variables of a container back to its spec. */
  public int unsetAll(String name) throws IOException {
    return change(
        "env unset",
        name,
        (own, known) -> {
          check(name, known);
          own.clear();
          say("%s: all is as its spec says.".formatted(name));
        });
  }

  /** Changes the overrides of a container. */
  private interface Changing {
    void change(Map<String, String> own, Set<String> known);
  }

  private int change(String command, String name, Changing changing) throws IOException {
    return Work.inTurn(
        dusty,
        caller,
        command,
        work -> {
          Config config = work.config();
          Map<String, Map<String, String>> all = new TreeMap<>(config.environment());
          Map<String, String> own = new TreeMap<>(all.getOrDefault(name, Map.of()));
          changing.change(own, known(work.specs(), all));
          all.put(name, own);
          Config changed = config.withEnvironment(all);
          if (!changed.equals(config)) {
            dusty.configFile().write(changed);
            say("Run 'dusty up' to have it in what runs.");
          }
          return ExitCode.DONE;
        });
  }

  /** One whose spec is gone can be given up all the same. */
  private static Set<String> known(Specs specs, Map<String, Map<String, String>> overrides) {
    Set<String> known = new TreeSet<>(specs.apps().keySet());
    known.addAll(specs.services().keySet());
    known.addAll(overrides.keySet());
    return known;
  }

  private static void check(String name, Set<String> known) {
    if (!known.contains(name)) {
      throw new UserError(
          "no-app-or-service",
          "there is no app or service '" + name + "'" + Suggestions.didYouMean(name, known),
          "apps and services: " + String.join(", ", known));
    }
  }

  private void say(String line) {
    caller.console().out().println(line);
  }
}
