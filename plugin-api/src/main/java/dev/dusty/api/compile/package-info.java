/** Compile steps: from the active specs to files, without touching the world. */
@NullMarked
package dev.dusty.api.compile;

import org.jspecify.annotations.NullMarked;
