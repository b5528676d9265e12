package dev.dusty.client;

import java.lang.reflect.Proxy;

/**
 * What happens at the next Ctrl-C of a client that has begun to end because of a first one: the JVM
 * itself lets it pass.
 *
 * <p>The JDK's one way to hear of signals is the module {@code jdk.unsupported}, of which the
 * compiler warns whatever one tells it, so it is called by reflection. That is slow, and the reason
 * why nothing is done about signals before the first one.
 */
final class SecondInterrupt {

  private SecondInterrupt() {}

  /**
   * From now on runs a task at each Ctrl-C, in a thread of its own. Where signals cannot be heard,
   * or whoever started the client had it ignore them, nothing changes.
   */
  static void run(Runnable task) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object running =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                // The JVM calls nothing else of it than handle().
                task.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), running);
    } catch (ReflectiveOperationException e) {
      // Then there is no second one, and the client waits for the daemon.
    }
  }
}
