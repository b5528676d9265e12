package dev.dusty.api.machine;

/**
 * How full a disk is.
 *
 * @param path where it is mounted on the Docker host
 * @param total its size in bytes
 * @param available what an ordinary user can still write, in bytes
 * @since 1.0
 */
public record DiskUsage(String path, long total, long available) {}
