/** Free-form YAML as immutable values, for the keys that Dusty passes on without knowing them. */
@NullMarked
package dev.dusty.api.value;

import org.jspecify.annotations.NullMarked;
