@NullMarked
package dev.dusty.plugin.vmlocal;

import org.jspecify.annotations.NullMarked;
