/**
 * What the spec language is made of: one model for reading, for messages and for the JSON Schemas.
 */
@NullMarked
package dev.dusty.spec.model;

import org.jspecify.annotations.NullMarked;
