package dev.dusty.api.run;

/**
 * One row of {@code dusty status}.
 *
 * @param name which thing: {@code web}
 * @param kind what kind: {@code app}, {@code service}, {@code lib}, {@code nginx}, {@code machine}
 * @param state in what state, in the words of the part that knows: {@code running}, {@code exited
 *     (1)}
 * @param health what its health check says, in the words of Docker; empty where it has none
 * @param address where it is reached, or empty
 * @since 1.0
 */
public record Status(String name, String kind, String state, String health, String address) {}
