/**
 * The plugin catalog: what is installed, loaded in isolation, or why it was not. The only place
 * that knows PF4J.
 */
@NullMarked
package dev.dusty.plugin;

import org.jspecify.annotations.NullMarked;
