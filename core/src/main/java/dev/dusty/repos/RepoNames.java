package dev.dusty.repos;

import dev.dusty.api.UserError;
import dev.dusty.api.spec.Repo;
import dev.dusty.spec.model.Suggestions;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names by which people call repos. */
public final class RepoNames {

  private RepoNames() {}

  /**
   * Returns the repo that somebody means.
   *
   * @param typed its full name as in a spec, or its short name
   * @param known all repos that there are
   * @throws UserError with code {@code unknown-repo} or {@code ambiguous-repo}
   */
  public static Repo find(String typed, Collection<Repo> known) {
    List<Repo> repos =
        known.stream().distinct().sorted(Comparator.comparing(Repo::toString)).toList();
    List<Repo> full = repos.stream().filter(repo -> repo.toString().equals(typed)).toList();
    if (full.size() == 1) {
      return full.get(0);
    }
    List<Repo> meant =
        repos.stream()
            .filter(repo -> repo.shortName().equals(typed) || repo.written().equals(typed))
            .toList();
    // Spellings of one repo that share a copy are one repo.
    if (meant.stream().map(Repo::path).distinct().count() == 1) {
      return meant.get(0);
    }
    if (meant.isEmpty()) {
      List<String> names =
          repos.stream()
              .flatMap(repo -> Stream.of(repo.toString(), repo.shortName()))
              .distinct()
              .toList();
      throw new UserError(
          "unknown-repo",
          "no spec names a repo '" + typed + "'" + Suggestions.didYouMean(typed, names),
          typed,
          null,
          "see 'dusty repos list' for all of them");
    }
    String choices =
        meant.stream().map(repo -> "'" + repo + "'").collect(Collectors.joining(" and "));
    throw new UserError(
        "ambiguous-repo",
        "'" + typed + "' is the name of " + choices,
        typed,
        null,
        "give the full name of one of them");
  }

  /**
   * Returns what to call a repo among others: its short name, or its full name where another one
   * has the same short name.
   */
  public static String label(Repo repo, Collection<Repo> among) {
    boolean unique =
        among.stream()
            .filter(other -> !other.path().equals(repo.path()))
            .noneMatch(other -> other.shortName().equals(repo.shortName()));
    return unique ? repo.shortName() : repo.toString();
  }
}
