/**
 * What a plugin's own tests are made of: the contract of a {@link
 * dev.dusty.api.compile.CompileStep}, and generators of the specs and inputs that one may meet.
 */
@NullMarked
package dev.dusty.testkit;

import org.jspecify.annotations.NullMarked;
