package dev.dusty.repos;

/** What becomes of work in a managed copy that its remote does not have. */
public enum LocalChanges {
  /**
   * It gives way to the remote's state, and is kept where git brings it back from: changes in a
   * stash, commits under {@code refs/dusty/kept}. A warning says how.
   */
  RESET,
  /** The copy stays as it is, and a warning says so. */
  KEEP_AND_WARN
}
