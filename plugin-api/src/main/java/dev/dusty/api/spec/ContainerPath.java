package dev.dusty.api.spec;

/**
 * An absolute path inside a container.
 *
 * @param value the path, beginning with {@code /}, without control characters
 * @since 1.0
 */
public record ContainerPath(String value) {

  /** Checks the path. */
  public ContainerPath {
    if (!value.startsWith("/")) {
      throw new IllegalArgumentException("'" + value + "' is not an absolute path");
    }
    if (Names.hasControlCharacter(value)) {
      throw new IllegalArgumentException("the path has a control character");
    }
  }

  /** Returns the folder that this path lies in; {@code /} for the root itself. */
  public String parent() {
    String trimmed = value.replaceAll("/+$", "");
    int slash = trimmed.lastIndexOf('/');
    return slash <= 0 ? "/" : trimmed.substring(0, slash);
  }

  @Override
  public String toString() {
    return value;
  }
}
