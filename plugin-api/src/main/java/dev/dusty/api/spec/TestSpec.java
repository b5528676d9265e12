package dev.dusty.api.spec;

import java.util.List;
import java.util.Optional;

/**
 * How an app or a lib is tested.
 *
 * @param origin the image that the suites run in; present if there are suites
 * @param once commands that are run once and kept as a layer of the image
 * @param suites the suites, names unique
 * @since 1.0
 */
public record TestSpec(Optional<Origin> origin, List<String> once, List<Suite> suites) {

  /** No tests. */
  public static final TestSpec NONE = new TestSpec(Optional.empty(), List.of(), List.of());

  /** Copies the lists. */
  public TestSpec {
    once = List.copyOf(once);
    suites = List.copyOf(suites);
  }
}
