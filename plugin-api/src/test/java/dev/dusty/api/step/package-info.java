@NullMarked
package dev.dusty.api.step;

import org.jspecify.annotations.NullMarked;
