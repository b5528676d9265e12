package dev.dusty.api.compile;

/**
 * A file, or a section of one, that a compile step made.
 *
 * @param path where it stands in the folder that {@code dusty compile --output} fills: relative,
 *     unique among all artifacts, without empty, {@code .} or {@code ..} parts
 * @param place where it belongs when the environment is brought up
 * @param content the whole content; written as UTF-8
 * @since 1.0
 */
public record Artifact(String path, Place place, String content) {

  /**
   * Where an artifact belongs.
   *
   * @since 1.0
   */
  public sealed interface Place {

    /**
     * Dusty's section of the hosts file of the user's computer.
     *
     * @since 1.0
     */
    record HostsSection() implements Place {}

    /**
     * A file in Dusty's own state folder on the user's computer.
     *
     * @param path relative to that folder
     * @since 1.0
     */
    record StateFolder(String path) implements Place {
      /** Checks the path. */
      public StateFolder {
        checkRelative(path);
      }
    }

    /**
     * A file in the Docker host's {@linkplain Site#persist() folder for persistent data}.
     *
     * @param path relative to that folder
     * @since 1.0
     */
    record PersistFolder(String path) implements Place {
      /** Checks the path. */
      public PersistFolder {
        checkRelative(path);
      }
    }

    /**
     * A file in the Docker host's {@linkplain Site#commandFiles() folder of command files}.
     *
     * @param path relative to that folder
     * @since 1.0
     */
    record CommandFolder(String path) implements Place {
      /** Checks the path. */
      public CommandFolder {
        checkRelative(path);
      }
    }
  }

  /** Checks the path. */
  public Artifact {
    checkRelative(path);
  }

  private static void checkRelative(String path) {
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("'" + path + "' is not a plain relative path");
      }
    }
  }
}
