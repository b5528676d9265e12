/** The thin client: it asks the daemon and shows what it says. */
@NullMarked
package dev.dusty.client;

import org.jspecify.annotations.NullMarked;
