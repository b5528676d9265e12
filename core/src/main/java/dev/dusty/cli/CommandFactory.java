package dev.dusty.cli;

import dev.dusty.command.Console;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * Makes commands, and what completes their arguments, with what the constructor asks for: the
 * console that they answer to, the daemon that runs them, or both.
 */
final class CommandFactory implements IFactory {

  private final Console console;
  private final Asked asked;

  CommandFactory(Console console, Asked asked) {
    this.console = console;
    this.asked = asked;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      Class<?>[] wanted = constructor.getParameterTypes();
      if (wanted.length == 1 && wanted[0] == Console.class) {
        return type.cast(made(constructor, console));
      }
      if (wanted.length == 1 && wanted[0] == Asked.class) {
        return type.cast(made(constructor, asked));
      }
      if (wanted.length == 2 && wanted[0] == Console.class && wanted[1] == Asked.class) {
        return type.cast(made(constructor, console, asked));
      }
    }
    K command = CommandLine.defaultFactory().create(type);
    if (command instanceof DaemonCommand inDaemon) {
      inDaemon.askedBy(asked);
    }
    return command;
  }

  private static Object made(Constructor<?> constructor, Object... arguments)
      throws ReflectiveOperationException {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
