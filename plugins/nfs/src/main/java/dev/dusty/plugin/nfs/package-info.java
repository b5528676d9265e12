/** Repos of this computer, shown to containers in a VM by NFS. */
@NullMarked
package dev.dusty.plugin.nfs;

import org.jspecify.annotations.NullMarked;
