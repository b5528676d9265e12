/** The rules that hold among specs: names, references, cycles and forwarded ports. */
@NullMarked
package dev.dusty.spec.check;

import org.jspecify.annotations.NullMarked;
