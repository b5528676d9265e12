/** Reading and checking specs: from files to values, with every problem and where it is. */
@NullMarked
package dev.dusty.spec;

import org.jspecify.annotations.NullMarked;
