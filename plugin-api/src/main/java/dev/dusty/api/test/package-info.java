/** Running the test suites of apps and libs in containers of their own. */
@NullMarked
package dev.dusty.api.test;

import org.jspecify.annotations.NullMarked;
