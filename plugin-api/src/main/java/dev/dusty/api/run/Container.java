package dev.dusty.api.run;

/**
 * A container that a run step is in charge of.
 *
 * @param name the name of its spec
 * @param dockerName the name by which Docker knows it, for {@code docker logs} and {@code docker
 *     exec}
 * @param running whether it runs
 * @since 1.0
 */
public record Container(String name, String dockerName, boolean running) {}
