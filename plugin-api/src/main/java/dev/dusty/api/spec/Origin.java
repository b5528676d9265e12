package dev.dusty.api.spec;

/**
 * Where a container's image comes from.
 *
 * @since 1.0
 */
public sealed interface Origin {

  /**
   * An image that is pulled, or is there already.
   *
   * @param reference the image with its optional registry, tag and digest: {@code
   *     localhost:5000/web:1.2}
   * @param requiresLogin whether the user must be logged in to its registry before the pull
   * @since 1.0
   */
  record Image(String reference, boolean requiresLogin) implements Origin {}

  /**
   * An image that is built from a Dockerfile.
   *
   * @param folder the folder with the Dockerfile; absolute, or relative to the repo's local copy
   * @since 1.0
   */
  record Build(String folder) implements Origin {

    /** Checks that a relative folder stays inside the repo. */
    public Build {
      if (!folder.startsWith("/")) {
        int depth = 0;
        for (String part : folder.split("/", -1)) {
          depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
          if (depth < 0) {
            throw new IllegalArgumentException("'" + folder + "' leads outside the repo");
          }
        }
      }
      if (folder.isEmpty() || Names.hasControlCharacter(folder)) {
        throw new IllegalArgumentException("'" + folder.strip() + "' is not a folder");
      }
    }

    /** Returns whether the folder lies in the repo. */
    public boolean isInRepo() {
      return !folder.startsWith("/");
    }
  }
}
