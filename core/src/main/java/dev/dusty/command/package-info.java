/** What Dusty can be asked, one class a command; each answers to its caller. */
@NullMarked
package dev.dusty.command;

import org.jspecify.annotations.NullMarked;
