@NullMarked
package dev.dusty.daemon;

import org.jspecify.annotations.NullMarked;
