package dev.dusty.spec.read;

import dev.dusty.spec.Specs;
import dev.dusty.spec.yaml.Problem;
import java.util.List;

/**
 * What reading a folder of specs came to.
 *
 * @param specs the specs; every one of them whole if there is no error
 * @param problems all errors and warnings, sorted by file and line
 */
public record SpecReading(Specs specs, List<Problem> problems) {

  /** Copies the list. */
  public SpecReading {
    problems = List.copyOf(problems);
  }

  /** Returns whether the specs can be used. */
  public boolean isValid() {
    return problems.stream().noneMatch(Problem::isError);
  }
}
