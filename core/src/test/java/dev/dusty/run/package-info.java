@NullMarked
package dev.dusty.run;

import org.jspecify.annotations.NullMarked;
