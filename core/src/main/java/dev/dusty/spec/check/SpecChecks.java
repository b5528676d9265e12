package dev.dusty.spec.check;

import dev.dusty.spec.Kind;
import dev.dusty.spec.Specs;
import dev.dusty.spec.yaml.Position;
import dev.dusty.spec.yaml.Problems;

/**
 * Checks what no file shows by itself. Each check takes time linear in the specs and their
 * references.
 */
public final class SpecChecks {

  private SpecChecks() {}

  /** Adds what is wrong among specs to the problems that were found inside of them. */
  public static void check(Specs specs, Problems problems) {
    if (specs.bundles().isEmpty()) {
      problems.error(
          Position.of(Kind.BUNDLE.folder()),
          "there are no bundles; add a file such as bundles/all.yml that lists 'apps'");
    }
    NameChecks.check(specs, problems);
    References references = References.of(specs);
    references.reportUnknown(specs, problems);
    CycleChecks.check(specs, references, problems);
    ForwardingChecks.check(specs, problems);
  }
}
