package dev.dusty.repos;

import dev.dusty.api.spec.Repo;
import java.util.Optional;

/**
 * What a managed copy follows: the branch or tag that its spec names, or the remote's default
 * branch.
 *
 * @param commit its commit
 * @param ref its full name at the remote: {@code refs/heads/main}; {@code HEAD} where the remote
 *     has no branch checked out
 */
record RemoteHead(String commit, String ref) {

  private static final String HEADS = "refs/heads/";
  private static final String TAGS = "refs/tags/";

  /** Returns what {@code git ls-remote --symref} is to be asked for. */
  static String[] patterns(Repo repo) {
    return repo.branch()
        .map(name -> new String[] {HEADS + name, TAGS + name, TAGS + name + "^{}"})
        .orElse(new String[] {"HEAD"});
  }

  /**
   * Reads the answer; empty where the remote has nothing of that name.
   *
   * <p>It has lines such as {@code ref: refs/heads/main TAB HEAD} and {@code 1234abcd TAB HEAD}. A
   * branch goes before a tag of the same name, and the commit of a tag before its tag object.
   */
  static Optional<RemoteHead> parse(Repo repo, String answer) {
    String symref = "HEAD";
    Optional<RemoteHead> found = Optional.empty();
    for (String line : answer.split("\n", -1)) {
      String[] parts = line.split("\t", -1);
      if (parts.length != 2) {
        continue;
      }
      if (parts[0].startsWith("ref: ") && parts[1].equals("HEAD")) {
        symref = parts[0].substring("ref: ".length());
      } else if (repo.branch().isEmpty() && parts[1].equals("HEAD")) {
        found = Optional.of(new RemoteHead(parts[0], symref));
      } else if (repo.branch().isPresent()) {
        String name = repo.branch().get();
        if (parts[1].equals(HEADS + name)) {
          return Optional.of(new RemoteHead(parts[0], HEADS + name));
        }
        if (parts[1].equals(TAGS + name) || parts[1].equals(TAGS + name + "^{}")) {
          found = Optional.of(new RemoteHead(parts[0], TAGS + name));
        }
      }
    }
    return found;
  }

  /** Returns the short name of the branch; empty where it is none. */
  Optional<String> branch() {
    return Optional.of(ref)
        .filter(name -> name.startsWith(HEADS))
        .map(name -> name.substring(HEADS.length()));
  }

  /** Returns what to fetch besides all branches; empty for nothing. */
  Optional<String> refspec() {
    if (ref.startsWith(TAGS)) {
      return Optional.of("+" + ref + ":" + ref);
    }
    return ref.equals("HEAD") ? Optional.of("HEAD") : Optional.empty();
  }

  /** Returns the name under which the copy has it after a fetch. */
  String local() {
    return branch()
        .map(name -> "refs/remotes/origin/" + name)
        .orElse(ref.startsWith(TAGS) ? ref + "^{commit}" : commit);
  }
}
