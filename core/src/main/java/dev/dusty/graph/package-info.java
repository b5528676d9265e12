/** What depends on what, for people to look at. */
@NullMarked
package dev.dusty.graph;

import org.jspecify.annotations.NullMarked;
