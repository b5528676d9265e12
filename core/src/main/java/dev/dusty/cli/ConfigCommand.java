package dev.dusty.cli;

import dev.dusty.command.Configure;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dusty config}. */
@Command(
    name = "config",
    description = "Look at and change the configuration.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  dusty config set local_address 127.0.0.2  another address for apps",
      "  dusty config unset local_address          the usual one again"
    })
final class ConfigCommand extends GroupCommand {

  private static final String KEY = "See 'dusty config list'.";

  @Command(name = "list", description = "List the keys, what they mean, and their values.")
  int list(@Mixin FormatOption format) throws IOException {
    return configure().list(format.isJson());
  }

  @Command(name = "listvalues", description = "List what is set.")
  int values(@Mixin FormatOption format) throws IOException {
    return configure().values(format.isJson());
  }

  @Command(
      name = "get",
      description = "Print the value of a key: the one that is set, or else its default.")
  int get(
      @Parameters(paramLabel = "KEY", description = KEY, completionCandidates = Names.Keys.class)
          String key)
      throws IOException {
    return configure().get(key);
  }

  @Command(name = "set", description = "Set a key.")
  int set(
      @Parameters(paramLabel = "KEY", description = KEY, completionCandidates = Names.Keys.class)
          String key,
      @Parameters(paramLabel = "VALUE", description = "Its value.") String value)
      throws IOException {
    return configure().set(key, value);
  }

  @Command(name = "unset", description = "Give a key its default again.")
  int unset(
      @Parameters(paramLabel = "KEY", description = KEY, completionCandidates = Names.Keys.class)
          String key)
      throws IOException {
    return configure().unset(key);
  }

  private Configure configure() {
    return new Configure(dusty(), caller());
  }
}
