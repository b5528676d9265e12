@NullMarked
package dev.dusty.api.run;

import org.jspecify.annotations.NullMarked;
