/** Benchmarks of the compile half. */
@NullMarked
package dev.dusty.benchmarks;

import org.jspecify.annotations.NullMarked;
