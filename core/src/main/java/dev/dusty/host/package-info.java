/** The user's computer: its users, and processes on it. */
@NullMarked
package dev.dusty.host;

import org.jspecify.annotations.NullMarked;
