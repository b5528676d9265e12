/** Tests of the test kit itself. */
@NullMarked
package dev.dusty.testkit;

import org.jspecify.annotations.NullMarked;
