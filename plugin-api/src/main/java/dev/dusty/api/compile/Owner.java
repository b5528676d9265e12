package dev.dusty.api.compile;

/**
 * Whose the copies of repos are, as far as a container can know: files that a container makes in
 * them belong to the repo's owner only if it runs as that user.
 *
 * @param uid the numeric user
 * @param gid the numeric primary group
 * @since 1.0
 */
public record Owner(long uid, long gid) {

  /** The superuser. */
  public static final Owner ROOT = new Owner(0, 0);
}
