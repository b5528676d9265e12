package dev.dusty.plugin;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.Extension;
import java.util.List;

/**
 * An extension that was made, and what it told of itself.
 *
 * @param plugin the plugin's id
 * @param kind as what it was declared
 * @param extension the extension
 * @param name its name
 * @param keys the configuration keys that it reads
 */
record MadeExtension(
    String plugin, ExtensionKind kind, Extension extension, String name, List<ConfigKey> keys) {

  /** Copies the keys. */
  MadeExtension {
    keys = List.copyOf(keys);
  }

  /** Returns kind and name, as users see them: {@code compile nginx}. */
  String described() {
    return kind.word() + " " + name;
  }
}
