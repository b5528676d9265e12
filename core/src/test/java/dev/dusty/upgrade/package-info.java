@NullMarked
package dev.dusty.upgrade;

import org.jspecify.annotations.NullMarked;
