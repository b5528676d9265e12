/** Dusty's section of the hosts file. */
@NullMarked
package dev.dusty.plugin.hosts;

import org.jspecify.annotations.NullMarked;
