/** The compile step that writes the Compose file and the command files of its containers. */
@NullMarked
package dev.dusty.plugin.compose;

import org.jspecify.annotations.NullMarked;
