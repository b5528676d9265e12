package dev.dusty.cli;

import dev.dusty.command.Env;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code dusty env}. */
@Command(
    name = "env",
    description = "Override variables of containers' environments.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  dusty env set web DEBUG 1         on top of what the spec says",
      "  dusty env set web --file dev.env  all that a file sets",
      "  dusty env unset web --all         as the spec says again"
    })
final class EnvCommand extends GroupCommand {

  private static final String NAME = "An app or a service.";

  @Command(name = "list", description = "List the overrides.")
  int list(
      @Parameters(
              paramLabel = "NAME",
              arity = "0..1",
              description = NAME + " By default all.",
              completionCandidates = Names.AppsAndServices.class)
          @Nullable String name,
      @Mixin FormatOption format)
      throws IOException {
    return env().list(Optional.ofNullable(name), format.isJson());
  }

  @Command(name = "set", description = "Override a variable, or all that a file sets.")
  int set(
      @Parameters(
              paramLabel = "NAME",
              description = NAME,
              completionCandidates = Names.AppsAndServices.class)
          String name,
      @Parameters(
              paramLabel = "VAR",
              arity = "0..1",
              description = "A variable, or VAR=VALUE.",
              completionCandidates = Names.Variables.class)
          @Nullable String variable,
      @Parameters(paramLabel = "VALUE", arity = "0..1", description = "Its value.")
          @Nullable String value,
      @Option(
              names = "--file",
              paramLabel = "F",
              description = "A file as Compose's env_file; - for standard input.")
          @Nullable String file)
      throws IOException {
    if (file != null) {
      if (variable != null) {
        throw wrong("set", "give either VAR and VALUE or --file, not both");
      }
      return env().setFrom(name, file);
    }
    if (variable == null) {
      throw wrong("set", "give VAR and VALUE, or --file");
    }
    int equals = variable.indexOf('=');
    if (value == null && equals >= 0) {
      return env().set(name, variable.substring(0, equals), variable.substring(equals + 1));
    }
    if (value == null) {
      throw wrong("set", "there is no VALUE for " + variable);
    }
    return env().set(name, variable, value);
  }

  @Command(name = "unset", description = "Give variables back to the spec.")
  int unset(
      @Parameters(
              paramLabel = "NAME",
              description = NAME,
              completionCandidates = Names.AppsAndServices.class)
          String name,
      @Parameters(
              paramLabel = "VAR",
              arity = "0..1",
              description = "A variable.",
              completionCandidates = Names.Variables.class)
          @Nullable String variable,
      @Option(names = "--all", description = "All that are overridden.") boolean all)
      throws IOException {
    if (all == (variable != null)) {
      throw wrong("unset", "give either VAR or --all");
    }
    return variable == null ? env().unsetAll(name) : env().unset(name, variable);
  }

  private ParameterException wrong(String command, String message) {
    return new ParameterException(spec.subcommands().get(command), message);
  }

  private Env env() {
    return new Env(dusty(), caller());
  }
}
