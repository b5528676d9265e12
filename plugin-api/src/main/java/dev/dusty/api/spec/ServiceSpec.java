package dev.dusty.api.spec;

import dev.dusty.api.value.Value;

/**
 * A container whose source the user does not develop.
 *
 * @param name the name of its file
 * @param imageRequiresLogin whether the user must be logged in to its image's registry before the
 *     pull
 * @param compose Compose service keys, passed on
 * @since 1.0
 */
public record ServiceSpec(String name, boolean imageRequiresLogin, Value.Entries compose) {}
