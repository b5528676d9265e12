package dev.dusty.plugin.compose;

import dev.dusty.api.run.MachineContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Docker and Compose, kept: clients keep connections, and finding out which Compose takes time. */
final class Clients {

  private final Map<Map<String, String>, Engine> engines = new ConcurrentHashMap<>();
  private final Map<List<Object>, ComposeCli> clis = new ConcurrentHashMap<>();

  /** Returns the engine of the machine. */
  Engine engine(MachineContext context) throws IOException {
    Map<String, String> environment = context.machine().dockerEnvironment(context);
    Engine known = engines.get(environment);
    if (known != null) {
      return known;
    }
    EngineSocket.of(environment).ifPresent(socket -> socket.check(context));
    Engine engine = Engine.of(context, environment);
    Engine sooner = engines.putIfAbsent(environment, engine);
    return sooner == null ? engine : sooner;
  }

  /** Returns the Compose that is configured, or is there. */
  ComposeCli cli(MachineContext context) throws IOException {
    Map<String, String> environment = context.machine().dockerEnvironment(context);
    List<Object> key = List.of(context.settings().get(ComposeCli.COMMAND), environment);
    ComposeCli cli = clis.get(key);
    if (cli == null) {
      cli = ComposeCli.find(context, environment, engine(context));
      clis.put(key, cli);
    }
    return cli;
  }
}
