package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.run.Container;
import dev.dusty.api.run.ContainerStep;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import dev.dusty.spec.model.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The containers that are there, by the names of their specs. */
final class Containers {

  private final Map<String, Container> byName = new TreeMap<>();
  private final Map<String, LoadedStep<ContainerStep>> steps = new TreeMap<>();

  private Containers() {}

  /**
   * Asks all steps.
   *
   * @throws UserError if the Docker engine cannot be asked
   */
  static Containers of(Work work, Surroundings surroundings) {
    return Machines.ofRunning(surroundings, () -> asked(work, surroundings));
  }

  private static Containers asked(Work work, Surroundings surroundings) {
    Containers containers = new Containers();
    for (LoadedStep<ContainerStep> loaded : work.runner().containerSteps()) {
      StepCall.of(loaded, () -> loaded.step().containers(surroundings.of(loaded.step().name())))
          .forEach(
              container -> {
                containers.byName.put(container.name(), container);
                containers.steps.put(container.name(), loaded);
              });
    }
    return containers;
  }

  /** Returns a line for each. */
  List<String> lines() {
    return byName.values().stream()
        .map(
            container ->
                "%s: %s as %s"
                    .formatted(
                        container.name(),
                        container.running() ? "runs" : "does not run",
                        container.dockerName()))
        .toList();
  }

  /** Returns all names. */
  Set<String> names() {
    return byName.keySet();
  }

  /** Returns a container, if there is one of that name. */
  Optional<Container> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * Returns a container.
   *
   * @throws UserError if there is none of that name
   */
  Container named(String name) {
    Container container = byName.get(name);
    if (container == null) {
      throw new UserError(
          "no-container",
          "there is no container '" + name + "'" + Suggestions.didYouMean(name, names()),
          byName.isEmpty()
              ? "none is there; bring some up: dusty up"
              : "containers: " + String.join(", ", names()));
    }
    return container;
  }

  /** Returns whether there is a container of a name, and it runs. */
  boolean runs(String name) {
    Container container = byName.get(name);
    return container != null && container.running();
  }

  /**
   * Returns a container that runs.
   *
   * @throws UserError if there is none of that name, or it does not run
   */
  Container running(String name) {
    Container container = named(name);
    if (!container.running()) {
      throw new UserError(
          "container-stopped",
          "container '" + name + "' does not run",
          "see 'dusty logs %s' for why, and start it: dusty restart %s".formatted(name, name));
    }
    return container;
  }

  /** Returns the step that is in charge of a container that is there. */
  LoadedStep<ContainerStep> stepOf(Container container) {
    return Objects.requireNonNull(steps.get(container.name()));
  }

  /** Returns the names of those that run. */
  List<String> running() {
    return byName.values().stream().filter(Container::running).map(Container::name).toList();
  }

  /**
   * Checks what a user named.
   *
   * @return the names, each once
   * @throws UserError if one of them is no container's
   */
  List<String> check(List<String> names) {
    Set<String> checked = new LinkedHashSet<>();
    for (String name : names) {
      checked.add(named(name).name());
    }
    return new ArrayList<>(checked);
  }
}
