package dev.dusty.plugin;

import dev.dusty.api.Extension;

/**
 * An extension and the plugin that it came from.
 *
 * @param plugin the plugin's id
 * @param step the extension
 */
public record LoadedStep<T extends Extension>(String plugin, T step) {}
