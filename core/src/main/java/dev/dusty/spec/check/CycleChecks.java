package dev.dusty.spec.check;

import dev.dusty.spec.Kind;
import dev.dusty.spec.Specs;
import dev.dusty.spec.check.References.Order;
import dev.dusty.spec.check.References.Reference;
import dev.dusty.spec.yaml.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Checks that containers can be started, and libs installed, one after the other. */
final class CycleChecks {

  private CycleChecks() {}

  static void check(Specs specs, References references, Problems problems) {
    check(specs, references, List.of(Kind.APP, Kind.SERVICE), problems);
    check(specs, references, List.of(Kind.LIB), problems);
  }

  private static void check(
      Specs specs, References references, List<Kind> kinds, Problems problems) {
    Map<String, List<String>> graph = new TreeMap<>();
    Map<String, List<Reference>> byName = new LinkedHashMap<>();
    Set<String> names = References.names(specs, kinds);
    for (Reference reference : references.all()) {
      if (reference.order() == Order.FIRST
          && kinds.contains(reference.fromKind())
          && kinds.contains(reference.toKind())
          && names.contains(reference.to())) {
        String from = reference.from().name();
        graph.computeIfAbsent(from, name -> new ArrayList<>()).add(reference.to());
        byName.computeIfAbsent(from, name -> new ArrayList<>()).add(reference);
      }
    }
    for (List<String> cycle : Cycles.find(graph)) {
      Optional<Reference> step =
          byName.getOrDefault(cycle.getFirst(), List.of()).stream()
              .filter(reference -> reference.to().equals(cycle.get(1)))
              .findFirst();
      step.ifPresent(
          reference ->
              problems.error(
                  reference.position(),
                  "these need each other, so none can be first: " + String.join(" -> ", cycle)));
    }
  }
}
