/** What every kind of plugin shares: how it is configured and how it fails. */
@NullMarked
package dev.dusty.api;

import org.jspecify.annotations.NullMarked;
