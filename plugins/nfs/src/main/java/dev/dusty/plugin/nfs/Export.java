package dev.dusty.plugin.nfs;

import java.nio.file.Path;

/**
 * A folder that one computer may mount.
 *
 * @param folder absolute, without symbolic links
 * @param client the address of that computer
 */
record Export(Path folder, String client) {}
