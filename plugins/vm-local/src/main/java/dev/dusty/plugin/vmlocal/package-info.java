/** This computer as the Docker host. */
@NullMarked
package dev.dusty.plugin.vmlocal;

import org.jspecify.annotations.NullMarked;
