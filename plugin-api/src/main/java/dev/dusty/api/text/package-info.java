/** Text forms that several plugins write. */
@NullMarked
package dev.dusty.api.text;

import org.jspecify.annotations.NullMarked;
