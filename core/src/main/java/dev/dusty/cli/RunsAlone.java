package dev.dusty.cli;

/**
 * A command that runs in the process that it was typed in, with the rights of who typed it. The
 * daemon, which may read anything, refuses it.
 */
interface RunsAlone {}
