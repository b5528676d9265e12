/** Tests of the nginx target, by text and by a real nginx. */
@NullMarked
package dev.dusty.plugin.nginx;

import org.jspecify.annotations.NullMarked;
