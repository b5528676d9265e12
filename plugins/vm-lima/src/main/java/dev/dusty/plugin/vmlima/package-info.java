/** A VM of Lima's as the Docker host. */
@NullMarked
package dev.dusty.plugin.vmlima;

import org.jspecify.annotations.NullMarked;
