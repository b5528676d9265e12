/** JSON Schemas of the spec language, for editors. */
@NullMarked
package dev.dusty.spec.schema;

import org.jspecify.annotations.NullMarked;
