/**
 * The compile half: from a folder of specs to the artifacts of every compile step. Touches nothing.
 */
@NullMarked
package dev.dusty.compile;

import org.jspecify.annotations.NullMarked;
