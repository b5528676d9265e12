@NullMarked
package dev.dusty.client;

import org.jspecify.annotations.NullMarked;
