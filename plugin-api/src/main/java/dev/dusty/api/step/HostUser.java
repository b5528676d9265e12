package dev.dusty.api.step;

import java.nio.file.Path;

/**
 * The configured user.
 *
 * @param name the login name
 * @param uid the numeric user
 * @param gid the numeric primary group
 * @param home the home folder, absolute
 * @since 1.0
 */
public record HostUser(String name, long uid, long gid, Path home) {}
