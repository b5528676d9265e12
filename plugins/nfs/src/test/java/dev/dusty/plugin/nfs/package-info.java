@NullMarked
package dev.dusty.plugin.nfs;

import org.jspecify.annotations.NullMarked;
