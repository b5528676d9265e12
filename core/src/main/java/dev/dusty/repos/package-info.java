/** Managed copies of repos, kept up to date with git. */
@NullMarked
package dev.dusty.repos;

import org.jspecify.annotations.NullMarked;
