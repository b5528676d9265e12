@NullMarked
package dev.dusty.command;

import org.jspecify.annotations.NullMarked;
