/** The spec language as values: apps, libs, services, bundles and their parts. */
@NullMarked
package dev.dusty.api.spec;

import org.jspecify.annotations.NullMarked;
