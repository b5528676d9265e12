package dev.dusty.plugin;

import dev.dusty.api.Extension;
import java.util.Optional;

/**
 * An extension and the plugin that it came from.
 *
 * @param plugin the plugin's id
 * @param step the extension
 */
public record LoadedStep<T extends Extension>(String plugin, T step) {

  /** Returns the same as one that can do more, if it can. */
  public <S extends T> Optional<LoadedStep<S>> as(Class<S> type) {
    return type.isInstance(step)
        ? Optional.of(new LoadedStep<>(plugin, type.cast(step)))
        : Optional.empty();
  }
}
