package dev.dusty.api.run;

/**
 * A file or folder to copy from one container to another, as {@code docker cp} does; owners stay.
 *
 * @param from the container that has it
 * @param source its path there; a final {@code /.} means what is in the folder
 * @param to the container that gets it; may be the same one
 * @param destination its path there: a folder to put it into, or else the new name
 * @param followLink {@code docker cp --follow-link}: if the source is a symbolic link, what it
 *     leads to is copied
 * @since 1.0
 */
public record ContainerCopy(
    Container from, String source, Container to, String destination, boolean followLink) {}
