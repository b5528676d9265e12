package dev.dusty.api.run;

/**
 * What is at a path.
 *
 * @since 1.0
 */
public enum FileKind {
  /** Nothing. */
  NOTHING,
  /** Anything but a folder. */
  FILE,
  /** A folder. */
  FOLDER,
  /** That cannot be told. */
  UNKNOWN
}
