/** Run steps: putting compiled files into effect, and taking that back. */
@NullMarked
package dev.dusty.api.run;

import org.jspecify.annotations.NullMarked;
