package dev.dusty.cli;

import dev.dusty.command.Configure;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dusty config}. */
@Command(
    name = "config",
    description = "Look at and change the configuration.",
    subcommands = {
      ConfigCommand.ListCommand.class,
      ConfigCommand.ValuesCommand.class,
      ConfigCommand.SetCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {"  dusty config set local_address 127.0.0.2  another address for apps"})
final class ConfigCommand extends GroupCommand {

  /** {@code dusty config list}. */
  @Command(name = "list", description = "List the keys, what they mean, and their values.")
  static final class ListCommand implements Callable<Integer> {

    private final Asked asked;

    @Mixin FormatOption format = new FormatOption();

    ListCommand(Asked asked) {
      this.asked = asked;
    }

    @Override
    public Integer call() throws IOException {
      return new Configure(asked.dusty(), asked.caller()).list(format.isJson());
    }
  }

  /** {@code dusty config listvalues}. */
  @Command(name = "listvalues", description = "List what is set.")
  static final class ValuesCommand implements Callable<Integer> {

    private final Asked asked;

    ValuesCommand(Asked asked) {
      this.asked = asked;
    }

    @Override
    public Integer call() throws IOException {
      return new Configure(asked.dusty(), asked.caller()).values();
    }
  }

  /** {@code dusty config set}. */
  @Command(name = "set", description = "Set a key.")
  static final class SetCommand implements Callable<Integer> {

    private final Asked asked;

    @Parameters(
        index = "0",
        paramLabel = "KEY",
        description = "See 'dusty config list'.",
        completionCandidates = Names.Keys.class)
    String key = "";

    @Parameters(index = "1", paramLabel = "VALUE", description = "Its value.")
    String value = "";

    SetCommand(Asked asked) {
      this.asked = asked;
    }

    @Override
    public Integer call() throws IOException {
      return new Configure(asked.dusty(), asked.caller()).set(key, value);
    }
  }
}
