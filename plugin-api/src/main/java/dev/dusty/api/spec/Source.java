package dev.dusty.api.spec;

/**
 * Source code that is shared with a container: which repo, and where it appears.
 *
 * @param repo the Git repo
 * @param mount the folder in the container; not the root, and without {@code :}, which separates
 *     the parts of a volume
 * @since 1.0
 */
public record Source(Repo repo, ContainerPath mount) {

  /** Checks the mount. */
  public Source {
    if (mount.value().indexOf(':') >= 0) {
      throw new IllegalArgumentException("'" + mount + "' has a ':', which a volume cannot have");
    }
    if (mount.value().chars().allMatch(c -> c == '/')) {
      throw new IllegalArgumentException("a repo cannot be mounted over the root of a container");
    }
  }
}
