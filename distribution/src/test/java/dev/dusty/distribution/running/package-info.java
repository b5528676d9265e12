/** Environments that run: the distribution against a real engine, git, ssh, nginx and terminal. */
@NullMarked
package dev.dusty.distribution.running;

import org.jspecify.annotations.NullMarked;
