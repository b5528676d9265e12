package dev.dusty.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands with the console that they answer to. */
final class CommandFactory implements IFactory {

  private final Console console;

  CommandFactory(Console console) {
    this.console = console;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == ValidateCommand.class) {
      return type.cast(new ValidateCommand(console));
    }
    if (type == CompileCommand.class) {
      return type.cast(new CompileCommand(console));
    }
    if (type == GraphCommand.class) {
      return type.cast(new GraphCommand(console));
    }
    if (type == PluginsCommand.ListCommand.class) {
      return type.cast(new PluginsCommand.ListCommand(console));
    }
    if (type == VersionCommand.class) {
      return type.cast(new VersionCommand(console));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
