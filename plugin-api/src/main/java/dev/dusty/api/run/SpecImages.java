package dev.dusty.api.run;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The images that specs use, active or not.
 *
 * @param references images that are pulled, as specs write them
 * @param names names of the specs, for which images may have been built
 * @since 1.0
 */
public record SpecImages(Set<String> references, Set<String> names) {

  /** Copies the sets, in the order of their strings. */
  public SpecImages {
    references = Collections.unmodifiableSet(new TreeSet<>(references));
    names = Collections.unmodifiableSet(new TreeSet<>(names));
  }
}
