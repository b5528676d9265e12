@NullMarked
package dev.dusty.spec.yaml;

import org.jspecify.annotations.NullMarked;
