/** YAML text as a tree of nodes that know where they stand. */
@NullMarked
package dev.dusty.spec.yaml;

import org.jspecify.annotations.NullMarked;
