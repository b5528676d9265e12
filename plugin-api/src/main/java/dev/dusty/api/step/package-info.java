/** What every step and machine is given to work with: a reporter, processes, files, the user. */
@NullMarked
package dev.dusty.api.step;

import org.jspecify.annotations.NullMarked;
