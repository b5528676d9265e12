@NullMarked
package dev.dusty.host;

import org.jspecify.annotations.NullMarked;
