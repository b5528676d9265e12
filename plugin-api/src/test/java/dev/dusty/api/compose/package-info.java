@NullMarked
package dev.dusty.api.compose;

import org.jspecify.annotations.NullMarked;
