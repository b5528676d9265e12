/**
 * What end-to-end tests stand on: a private Docker Engine, daemons with folders of their own, git
 * repos, terminals and web clients, all real.
 */
@NullMarked
package dev.dusty.distribution.bed;

import org.jspecify.annotations.NullMarked;
