/** A VM of docker-machine's as the Docker host. */
@NullMarked
package dev.dusty.plugin.vmboot2docker;

import org.jspecify.annotations.NullMarked;
