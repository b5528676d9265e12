@NullMarked
package dev.dusty.spec;

import org.jspecify.annotations.NullMarked;
