/** Commands and files for a VM over one ssh connection. */
@NullMarked
package dev.dusty.plugin.vmssh;

import org.jspecify.annotations.NullMarked;
