package dev.dusty.run;

import dev.dusty.api.UserError;
import dev.dusty.api.run.RunStep;
import dev.dusty.plugin.LoadedStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Brings run steps into an order in which each follows those that it wants to follow. */
final class StepOrder {

  private StepOrder() {}

  /**
   * Returns the steps in order; of those that could come next, the first by name.
   *
   * @throws UserError with code {@code step-circle} if there is no such order; names the steps
   */
  static List<LoadedStep<RunStep>> sort(List<LoadedStep<RunStep>> steps) {
    Map<String, LoadedStep<RunStep>> waiting = new TreeMap<>();
    steps.forEach(loaded -> waiting.put(loaded.step().name(), loaded));
    Map<String, Set<String>> earlier = new HashMap<>();
    waiting.keySet().forEach(name -> earlier.put(name, new TreeSet<>()));
    for (LoadedStep<RunStep> loaded : steps) {
      Set<String> own = earlier.getOrDefault(loaded.step().name(), new TreeSet<>());
      StepCall.of(loaded, () -> loaded.step().after()).stream()
          .filter(waiting::containsKey)
          .forEach(own::add);
      StepCall.of(loaded, () -> loaded.step().before()).stream()
          .map(earlier::get)
          .filter(set -> set != null)
          .forEach(set -> set.add(loaded.step().name()));
    }
    List<LoadedStep<RunStep>> sorted = new ArrayList<>();
    while (!waiting.isEmpty()) {
      LoadedStep<RunStep> next =
          waiting.values().stream()
              .filter(
                  loaded ->
                      earlier.getOrDefault(loaded.step().name(), Set.of()).stream()
                          .noneMatch(waiting::containsKey))
              .min(Comparator.comparing(loaded -> loaded.step().name()))
              .orElseThrow(() -> circle(waiting, earlier));
      waiting.remove(next.step().name());
      sorted.add(next);
    }
    return sorted;
  }

  private static UserError circle(
      Map<String, LoadedStep<RunStep>> waiting, Map<String, Set<String>> earlier) {
    Map<String, LoadedStep<RunStep>> circle = new TreeMap<>(waiting);
    // What only follows a circle, and is followed by nothing in it, is no part of it.
    while (circle
        .keySet()
        .removeIf(
            name ->
                circle.keySet().stream()
                    .noneMatch(other -> earlier.getOrDefault(other, Set.of()).contains(name)))) {}
    Set<String> plugins = new TreeSet<>();
    circle.values().forEach(loaded -> plugins.add(loaded.plugin()));
    return new UserError(
        "step-circle",
        "the run steps %s each want to follow another of them"
            .formatted(String.join(", ", circle.keySet())),
        "remove one of the plugins " + String.join(", ", plugins));
  }
}
