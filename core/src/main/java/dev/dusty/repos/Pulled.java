package dev.dusty.repos;

import dev.dusty.api.spec.Repo;
import java.util.Optional;

/**
 * What a pull did to the copy of a repo.
 *
 * @param repo the repo
 * @param before the commit that was checked out before; empty where there was none
 * @param after the commit that is checked out now; empty where the remote has none
 */
public record Pulled(Repo repo, Optional<String> before, Optional<String> after) {

  /** Returns whether another commit is checked out than before. */
  public boolean changed() {
    return !before.equals(after);
  }
}
