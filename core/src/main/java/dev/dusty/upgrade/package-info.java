/** Other releases of Dusty: found, checked, unpacked beside the present one, and switched to. */
@NullMarked
package dev.dusty.upgrade;

import org.jspecify.annotations.NullMarked;
