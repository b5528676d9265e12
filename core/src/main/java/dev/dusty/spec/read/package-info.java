/** From a folder of files to checked specs. */
@NullMarked
package dev.dusty.spec.read;

import org.jspecify.annotations.NullMarked;
