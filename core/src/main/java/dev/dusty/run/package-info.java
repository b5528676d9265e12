/** Putting what was compiled into effect: order, journal, undo. */
@NullMarked
package dev.dusty.run;

import org.jspecify.annotations.NullMarked;
