package dev.dusty.api;

import java.util.List;

/**
 * What every kind of extension has: a name and the configuration keys that it reads.
 *
 * <p>An implementation has a public constructor without parameters and is named in its jar's {@code
 * META-INF/services/} file of the kind: {@link dev.dusty.api.compile.CompileStep}, {@link
 * dev.dusty.api.run.RunStep} or {@link dev.dusty.api.machine.Machine}.
 *
 * @since 1.0
 */
public interface Extension {

  /**
   * Returns the name, unique among the extensions of its kind, in kebab-case: {@code nginx}. It is
   * shown to users and named in {@link dev.dusty.api.run.RunStep#after()}.
   */
  String name();

  /**
   * Returns the configuration keys that this extension reads; names are unique over all plugins.
   */
  default List<ConfigKey> configKeys() {
    return List.of();
  }
}
