package dev.dusty.api.run;

import dev.dusty.api.spec.Repo;
import java.nio.file.Path;

/**
 * Which copy of an active repo is in use.
 *
 * @param repo the repo
 * @param folder the copy's folder on the user's computer, absolute
 * @param kind whose copy it is
 * @since 1.0
 */
public record RepoCopy(Repo repo, Path folder, Kind kind) {

  /**
   * Whose copy of a repo.
   *
   * @since 1.0
   */
  public enum Kind {
    /** Dusty's clone. */
    MANAGED,
    /** The user's own folder, set with {@code dusty repos override}. */
    OVERRIDE
  }
}
