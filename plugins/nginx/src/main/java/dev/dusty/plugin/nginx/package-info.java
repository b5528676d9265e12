/** The nginx config that leads host names to apps. */
@NullMarked
package dev.dusty.plugin.nginx;

import org.jspecify.annotations.NullMarked;
