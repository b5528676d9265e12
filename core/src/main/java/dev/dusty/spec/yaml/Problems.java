package dev.dusty.spec.yaml;

import dev.dusty.spec.yaml.Problem.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects problems, so that one run reports all of them. For one thread at a time. */
public final class Problems {

  private final List<Problem> found = new ArrayList<>();

  /** Adds an error. */
  public void error(Position position, String message) {
    found.add(new Problem(Severity.ERROR, position, message));
  }

  /** Adds a warning. */
  public void warning(Position position, String message) {
    found.add(new Problem(Severity.WARNING, position, message));
  }

  /** Adds what was collected elsewhere. */
  public void addAll(List<Problem> others) {
    found.addAll(others);
  }

  /** Returns all that was found, sorted by file and line, each once. */
  public List<Problem> sorted() {
    return found.stream().distinct().sorted().toList();
  }
}
