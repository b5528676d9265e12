package dev.dusty.api;

import dev.dusty.api.compile.CompileStep;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.RunStep;
import java.util.List;

/**
 * What every kind of extension has: a name and the configuration keys that it reads.
 *
 * <p>An implementation has a public constructor without parameters and is named in its jar's {@code
 * META-INF/services/} file of the kind: {@link CompileStep}, {@link RunStep} or {@link Machine}.
 *
 * @since 1.0
 */
public interface Extension {

  /**
   * Returns the name, unique among the extensions of its kind, in kebab-case: {@code nginx}. It is
   * shown to users and named in {@link RunStep#after()}.
   */
  String name();

  /**
   * Returns the configuration keys that this extension reads; names are unique over all plugins.
   */
  default List<ConfigKey> configKeys() {
    return List.of();
  }
}
