/** What client and daemon say to each other. */
@NullMarked
package dev.dusty.protocol;

import org.jspecify.annotations.NullMarked;
