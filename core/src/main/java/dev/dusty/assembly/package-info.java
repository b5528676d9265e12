/**
 * From specs to what is active: what the bundles need, and a port for each forwarding rule. Pure.
 */
@NullMarked
package dev.dusty.assembly;

import org.jspecify.annotations.NullMarked;
