/** Machines: where the Docker engine runs. */
@NullMarked
package dev.dusty.api.machine;

import org.jspecify.annotations.NullMarked;
