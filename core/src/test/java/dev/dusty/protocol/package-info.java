@NullMarked
package dev.dusty.protocol;

import org.jspecify.annotations.NullMarked;
