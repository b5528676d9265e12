package dev.dusty.spec.model;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody probably meant. */
public final class Suggestions {

  private Suggestions() {}

  /**
   * Returns the candidate that is most like a word: at most a third of its letters differ, and of
   * equals the first in alphabetical order.
   */
  public static Optional<String> closest(String word, Collection<String> candidates) {
    // A word so long is no slip of the finger, and the comparison's cost grows with its length.
    if (word.length() > 100) {
      return Optional.empty();
    }
    int bound = Math.max(1, word.length() / 3);
    LevenshteinDistance distance = new LevenshteinDistance(bound);
    String lower = word.toLowerCase(Locale.ROOT);
    Optional<String> best = Optional.empty();
    int bestDistance = bound + 1;
    for (String candidate : candidates) {
      int d = distance.apply(lower, candidate.toLowerCase(Locale.ROOT));
      boolean better =
          d >= 0
              && (d < bestDistance
                  || (d == bestDistance
                      && best.filter(b -> candidate.compareTo(b) < 0).isPresent()));
      if (better) {
        best = Optional.of(candidate);
        bestDistance = d;
      }
    }
    return best;
  }

  /** Returns {@code ; did you mean 'x'?} for the closest candidate, or an empty string. */
  public static String didYouMean(String word, Collection<String> candidates) {
    return closest(word, candidates).map(c -> "; did you mean '" + c + "'?").orElse("");
  }
}
