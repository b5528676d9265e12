package dev.dusty.repos;

import java.util.Optional;

/**
 * What is checked out in a copy of a repo.
 *
 * @param commit the commit, in full; empty where there is none yet
 * @param branch the branch; empty where HEAD is detached
 * @param changed whether a tracked file differs from that commit
 * @param unmerged whether a merge was left unfinished
 */
public record CopyState(
    Optional<String> commit, Optional<String> branch, boolean changed, boolean unmerged) {

  /** Reads what {@code git status --porcelain=v2 --branch} prints. */
  static CopyState parse(String status) {
    Optional<String> commit = Optional.empty();
    Optional<String> branch = Optional.empty();
    boolean changed = false;
    boolean unmerged = false;
    for (String line : status.split("\n", -1)) {
      if (line.startsWith("# branch.oid ")) {
        commit = value(line, "# branch.oid ", "(initial)");
      } else if (line.startsWith("# branch.head ")) {
        branch = value(line, "# branch.head ", "(detached)");
      } else if (!line.isEmpty() && "12u".indexOf(line.charAt(0)) >= 0) {
        changed = true;
        unmerged |= line.charAt(0) == 'u';
      }
    }
    return new CopyState(commit, branch, changed, unmerged);
  }

  private static Optional<String> value(String line, String prefix, String none) {
    return Optional.of(line.substring(prefix.length())).filter(value -> !value.equals(none));
  }
}
