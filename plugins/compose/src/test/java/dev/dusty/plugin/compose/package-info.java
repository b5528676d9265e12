@NullMarked
package dev.dusty.plugin.compose;

import org.jspecify.annotations.NullMarked;
