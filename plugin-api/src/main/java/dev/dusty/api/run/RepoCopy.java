package dev.dusty.api.run;

import dev.dusty.api.UserError;
import dev.dusty.api.spec.Repo;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

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
   * Checks that each copy can have a place of its own in the folder that shows repos to containers.
   *
   * @throws UserError if the path of one lies in that of another
   */
  public static void checkApart(Collection<RepoCopy> copies) {
    Map<String, RepoCopy> byPath = new HashMap<>();
    copies.forEach(copy -> byPath.put(copy.repo().path(), copy));
    for (RepoCopy inner : copies) {
      String path = inner.repo().path();
      for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
        RepoCopy outer = byPath.get(path.substring(0, slash));
        if (outer != null) {
          throw new UserError(
              "repo-in-repo",
              "the repo '%s' would lie in the folder of the repo '%s'"
                  .formatted(inner.repo(), outer.repo()),
              "activate bundles that need only one of them, or give one of them another remote");
        }
      }
    }
  }

  /** Returns the error that says that the copy's folder is missing. */
  public UserError missing() {
    return new UserError(
        "repo-missing",
        "the folder of the repo '%s' is missing: %s".formatted(repo, folder),
        kind == Kind.MANAGED
            ? "fetch it with 'dusty repos manage " + repo + "' and 'dusty up'"
            : "use Dusty's own copy with 'dusty repos manage "
                + repo
                + "', or another folder with 'dusty repos override'");
  }

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
