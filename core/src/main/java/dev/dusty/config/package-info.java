/** What the user configured, and where Dusty's files are. */
@NullMarked
package dev.dusty.config;

import org.jspecify.annotations.NullMarked;
