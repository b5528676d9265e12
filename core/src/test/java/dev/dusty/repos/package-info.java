@NullMarked
package dev.dusty.repos;

import org.jspecify.annotations.NullMarked;
