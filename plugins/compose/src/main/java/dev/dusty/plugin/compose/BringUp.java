package dev.dusty.plugin.compose;

import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.Undo;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Carries out a decision. */
record BringUp(RunContext context, Survey survey, StateFiles files, ComposeCli cli) {

  /** The fact that names containers that failed, with commas: the others stay up. */
  private static final String FAILED = "failed";

  /**
   * Does it.
   *
   * @return how to take it back; its fact {@code failed} names the containers that did not stay up
   */
  Undo run() throws IOException {
    survey.checkNames();
    new PortCheck(context, survey).check();
    Undo undo =
        Rollback.undo(
            survey,
            files,
            context.input().site().commandFiles(),
            context.input().site().bridgeIp());
    context.journal(undo);
    files.writeCompose(Optional.of(survey.composeFile(context)));
    Map<String, Instant> ended = endedBefore();
    survey.leftovers().forEach(container -> survey.engine().remove(container.id(), false));
    bringUp();
    restartWhatMissedAMount();
    long began = System.nanoTime();
    context.cancellation().check();

    Decision decision = survey.decision();
    Set<String> made = decision.names(Decision.Action.CREATE, Decision.Action.RECREATE);
    Set<String> started = decision.names(Decision.Action.START, Decision.Action.RESTART);
    files.writeDeployed(new Teaching(context, survey, files).run(survey.deployed(), made, started));
    Set<String> all = new TreeSet<>(made);
    all.addAll(started);
    Set<String> failed =
        all.isEmpty() ? Set.of() : new Watch(context, survey, files, ended, began).failed(all);
    if (failed.isEmpty()) {
      return undo;
    }
    Map<String, String> facts = new TreeMap<>(undo.facts());
    facts.put(FAILED, String.join(",", failed));
    return new Undo(facts);
  }

  private Map<String, Instant> endedBefore() {
    Map<String, Instant> ended = new TreeMap<>();
    for (String name : survey.decision().names(Decision.Action.START)) {
      Present container = survey.present().get(name);
      if (container != null) {
        ended.put(name, survey.engine().endedAt(container.id()));
      }
    }
    return ended;
  }

  private void bringUp() throws IOException {
    Decision decision = survey.decision();
    Set<String> changed = decision.names(Decision.Action.RECREATE);
    // By itself, Compose would take an image that was built from an earlier Dockerfile.
    if (survey.present().isEmpty()) {
      compose(List.of("up", "-d", "--build", "--remove-orphans"));
      return;
    }
    Set<String> made = decision.names(Decision.Action.CREATE, Decision.Action.RECREATE);
    compose(List.of("build"), made.stream().filter(this::isToBeBuilt).toList());
    if (!changed.isEmpty()) {
      compose(List.of("up", "-d", "--no-deps", "--force-recreate"), withNewOnesBefore(changed));
    }
    Set<String> rest =
        decision.names(Decision.Action.CREATE, Decision.Action.START, Decision.Action.REMOVE);
    if (survey.definitions().isEmpty()) {
      compose(List.of("down", "--remove-orphans"));
      // Compose knows them from its file alone, which has no service any more.
      survey.engine().removeNetworks(ComposeCli.PROJECT);
    } else if (!rest.isEmpty()) {
      compose(List.of("up", "-d", "--no-recreate", "--remove-orphans"));
    }
    compose(List.of("restart"), decision.names(Decision.Action.RESTART));
  }

  /**
   * Docker itself may have been starting one that was not up, as it does when a VM boots, before
   * the folder of its repo was mounted.
   */
  private void restartWhatMissedAMount() throws IOException {
    Set<String> started = survey.decision().names(Decision.Action.START);
    Views views = Views.of(context, survey.engine());
    if (!started.isEmpty() && views.areTakenOnce()) {
      List<Present> now =
          Survey.ours(survey.engine(), files).stream()
              .filter(container -> started.contains(container.name()))
              .toList();
      compose(List.of("restart"), views.lost(now));
    }
  }

  private boolean isToBeBuilt(String name) {
    Definition definition = survey.definitions().get(name);
    return definition != null && definition.isBuilt();
  }

  /** Adds the containers that are not there yet and that the changed ones need. */
  private List<String> withNewOnesBefore(Set<String> changed) {
    Set<String> created = survey.decision().names(Decision.Action.CREATE);
    Set<String> all = new TreeSet<>();
    List<String> open = new ArrayList<>(changed);
    while (!open.isEmpty()) {
      String name = open.removeLast();
      Definition definition = survey.definitions().get(name);
      if (definition != null && all.add(name)) {
        definition.follows().stream().filter(created::contains).forEach(open::add);
      }
    }
    return List.copyOf(all);
  }

  private void compose(List<String> arguments, Collection<String> names) throws IOException {
    if (!names.isEmpty()) {
      List<String> all = new ArrayList<>(arguments);
      all.addAll(names);
      compose(all);
    }
  }

  private void compose(List<String> arguments) throws IOException {
    context.cancellation().check();
    var result = cli.run(context, files.compose(), arguments);
    if (!result.succeeded()) {
      HostPaths paths = HostPaths.of(context);
      throw ComposeFailure.of(
          result,
          survey.definitions().values().stream()
              .map(definition -> definition.here(paths))
              .toList());
    }
  }
}
