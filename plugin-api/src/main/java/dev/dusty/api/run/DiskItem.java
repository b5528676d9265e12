package dev.dusty.api.run;

/**
 * What one kind of thing takes of the Docker host's disk; a row of {@code dusty disk inspect}.
 *
 * @param what which kind: {@code images}, {@code volumes}
 * @param count how many there are
 * @param bytes what they take in all
 * @since 1.0
 */
public record DiskItem(String what, long count, long bytes) {}
