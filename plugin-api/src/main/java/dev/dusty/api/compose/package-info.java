/** What Dusty knows about Compose service keys, which specs otherwise pass on untouched. */
@NullMarked
package dev.dusty.api.compose;

import org.jspecify.annotations.NullMarked;
