/**
 * End-to-end tests of the unpacked distribution: its own plugin jars, its own launcher, the real
 * parts around it.
 */
@NullMarked
package dev.dusty.distribution;

import org.jspecify.annotations.NullMarked;
