/** The command line: what a user types, and what is shown for it. */
@NullMarked
package dev.dusty.cli;

import org.jspecify.annotations.NullMarked;
