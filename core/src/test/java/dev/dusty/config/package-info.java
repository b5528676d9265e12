@NullMarked
package dev.dusty.config;

import org.jspecify.annotations.NullMarked;
