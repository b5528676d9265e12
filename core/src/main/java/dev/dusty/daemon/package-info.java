/** The daemon: its socket, who may ask, and a session for each client. */
@NullMarked
package dev.dusty.daemon;

import org.jspecify.annotations.NullMarked;
