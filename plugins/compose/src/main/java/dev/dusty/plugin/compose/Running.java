package dev.dusty.plugin.compose;

import dev.dusty.api.UserError;
import dev.dusty.api.run.MachineContext;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Those of the containers that are there that somebody asks for.
 *
 * @param chosen the containers
 */
record Running(MachineContext context, StateFiles files, Engine engine, List<Present> chosen) {

  /**
   * Finds them.
   *
   * @param names the names of their specs; empty for all
   */
  static Running of(MachineContext context, Engine engine, StateFiles files, List<String> names) {
    List<Present> chosen =
        Survey.byName(Survey.ours(engine, files)).values().stream()
            .filter(container -> names.isEmpty() || names.contains(container.name()))
            .toList();
    return new Running(context, files, engine, chosen);
  }

  /**
   * Adds those that run and are guests of one of them: when it is restarted, they stay in what was
   * its network, without a way out.
   */
  Running withGuests(Map<String, Definition> definitions) {
    Map<String, Present> all = Survey.byName(Survey.ours(engine, files));
    Map<String, Present> found = new TreeMap<>();
    chosen.forEach(container -> found.put(container.name(), container));
    boolean more = true;
    while (more) {
      more = false;
      for (Definition definition : definitions.values()) {
        Present guest = all.get(definition.name());
        if (guest != null
            && guest.isUp()
            && !Collections.disjoint(definition.guestOf(), found.keySet())) {
          more |= found.putIfAbsent(guest.name(), guest) == null;
        }
      }
    }
    return new Running(context, files, engine, List.copyOf(found.values()));
  }

  /** Returns the same in groups, each after those whose guests are in it. */
  List<Running> hostsFirst(Map<String, Definition> definitions) {
    List<Running> groups = new ArrayList<>();
    List<Present> rest = new ArrayList<>(chosen);
    while (!rest.isEmpty()) {
      Set<String> names = rest.stream().map(Present::name).collect(Collectors.toSet());
      List<Present> group =
          rest.stream()
              .filter(
                  container -> {
                    Definition definition = definitions.get(container.name());
                    return definition == null || Collections.disjoint(definition.guestOf(), names);
                  })
              .toList();
      // No specs have a circle; what Docker has may be from others.
      group = group.isEmpty() ? List.copyOf(rest) : group;
      groups.add(new Running(context, files, engine, group));
      rest.removeAll(group);
    }
    return groups;
  }

  List<String> stopped() {
    return chosen.stream().filter(container -> !container.isUp()).map(Present::name).toList();
  }

  List<String> all() {
    return chosen.stream().map(Present::name).toList();
  }

  List<String> up() {
    return chosen.stream().filter(Present::isUp).map(Present::name).toList();
  }

  /** Runs a command of Compose on some of them, if there are any. */
  void compose(ComposeCli cli, List<String> arguments, List<String> names) throws IOException {
    if (!names.isEmpty()) {
      List<String> argv = new ArrayList<>(arguments);
      argv.addAll(names);
      run(cli, argv);
    }
  }

  /** Removes all of them, and their networks; volumes stay. */
  void down(ComposeCli cli) throws IOException {
    if (Files.exists(files.compose())) {
      run(cli, List.of("down", "--remove-orphans"));
    } else {
      chosen.forEach(container -> engine.stop(container.id()));
      chosen.forEach(container -> engine.remove(container.id(), false));
      engine.removeNetworks(ComposeCli.PROJECT);
    }
  }

  private void run(ComposeCli cli, List<String> arguments) throws IOException {
    if (!Files.exists(files.compose())) {
      throw new UserError(
          "compose-file-missing",
          "the Compose file of the containers that are there, " + files.compose() + ", is gone",
          "remove them with 'dusty stop --rm', and make them again with 'dusty up'");
    }
    var result = cli.run(context, files.compose(), arguments);
    if (!result.succeeded()) {
      throw ComposeFailure.of(result, List.of());
    }
  }
}
