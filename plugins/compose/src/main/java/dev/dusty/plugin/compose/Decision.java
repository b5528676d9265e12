package dev.dusty.plugin.compose;

import dev.dusty.api.run.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What becomes of each container: Dusty's decision, not Compose's, as the host names that all
 * containers share must not recreate them all.
 *
 * @param fates by container; one that stays as it is has none
 */
record Decision(Map<String, Fate> fates) {

  /** What happens to a container. */
  enum Action {
    CREATE,
    RECREATE,
    START,
    RESTART,
    TEACH,
    REMOVE
  }

  /**
   * What happens to a container, and why.
   *
   * @param keys where in its spec the cause lies
   * @param names the host names that it has to be given, beside those that it was created with;
   *     empty but for {@code TEACH}
   */
  record Fate(Action action, String cause, List<String> keys, List<String> names) {
    static Fate of(Action action, String cause) {
      return new Fate(action, cause, List.of(), List.of());
    }
  }

  /**
   * All that is decided by.
   *
   * @param definitions what there has to be
   * @param present what there is, by name
   * @param deployed what is known of that
   * @param images the images that there are
   * @param dockerfiles fingerprints of the Dockerfiles of containers whose image is built
   * @param hostNames the host names of all active apps
   * @param networks the ids of the networks that there are; needed only if a container is not up
   * @param born finds out the host names that a container was created with
   * @param blind the running containers that do not see a repo that is mounted for them
   * @param mayRecreate whether containers may be replaced
   */
  record Facts(
      Map<String, Definition> definitions,
      Map<String, Present> present,
      Deployed deployed,
      Images images,
      Map<String, String> dockerfiles,
      List<String> hostNames,
      Set<String> networks,
      Function<Present, List<String>> born,
      Set<String> blind,
      boolean mayRecreate) {}

  static Decision of(Facts facts) {
    Map<String, Fate> fates = new TreeMap<>();
    facts
        .definitions()
        .forEach(
            (name, definition) -> fate(facts, definition).ifPresent(fate -> fates.put(name, fate)));
    if (facts.mayRecreate()) {
      lodgers(facts, fates);
    }
    guests(facts, fates);
    for (String name : facts.present().keySet()) {
      if (!facts.definitions().containsKey(name)) {
        fates.put(name, Fate.of(Action.REMOVE, "its spec is not active any more"));
      }
    }
    return new Decision(fates);
  }

  private static Optional<Fate> fate(Facts facts, Definition definition) {
    Present present = facts.present().get(definition.name());
    if (present == null) {
      return Optional.of(Fate.of(Action.CREATE, "was not there"));
    }
    Optional<Fate> replaced =
        facts.mayRecreate() ? replaced(facts, definition, present) : Optional.empty();
    if (replaced.isPresent()) {
      return replaced;
    }
    if (!present.isUp()) {
      return Optional.of(
          facts.networks().containsAll(present.networks())
              ? Fate.of(Action.START, "is not running")
              // It could not be started, as it asks for the network by its id.
              : Fate.of(Action.RECREATE, "its network was removed"));
    }
    if (present.isRestarting()) {
      // Docker would try again later and later, though what it lacked may be there now.
      return Optional.of(Fate.of(Action.RESTART, "it ends again and again"));
    }
    if (facts.blind().contains(definition.name())) {
      return Optional.of(Fate.of(Action.RESTART, "it does not see the folder of a repo"));
    }
    return taught(facts, definition, present);
  }

  private static Optional<Fate> replaced(Facts facts, Definition definition, Present present) {
    if (!definition.hash().equals(present.hash())) {
      return Optional.of(Causes.of(definition, facts.deployed().of(present)));
    }
    if (!present.dockerName().equals(Container.containerName(definition.name()))) {
      return Optional.of(Fate.of(Action.RECREATE, "its name is not the one that it should have"));
    }
    String dockerfile = facts.dockerfiles().get(definition.name());
    String before = facts.deployed().of(present).map(Deployed.Entry::dockerfile).orElse("");
    if (dockerfile != null && !before.isEmpty() && !dockerfile.equals(before)) {
      return Optional.of(
          new Fate(Action.RECREATE, "its Dockerfile changed", List.of("build"), List.of()));
    }
    List<String> current =
        definition.isBuilt() && definition.image().isEmpty()
            ? facts.images().built(ComposeCli.PROJECT, definition.name())
            : definition.image().flatMap(facts.images()::id).stream().toList();
    if (!current.isEmpty() && !current.contains(present.imageId())) {
      return Optional.of(
          new Fate(
              Action.RECREATE,
              "its image was updated",
              List.of("image", "compose.image", "build"),
              List.of()));
    }
    return Optional.empty();
  }

  private static Optional<Fate> taught(Facts facts, Definition definition, Present present) {
    if (!definition.container().extraHosts().shared() || !present.isRunning()) {
      return Optional.empty();
    }
    Optional<Deployed.Entry> entry = facts.deployed().of(present);
    List<String> born =
        entry.map(Deployed.Entry::born).orElseGet(() -> facts.born().apply(present));
    List<String> missing = facts.hostNames().stream().filter(name -> !born.contains(name)).toList();
    if (missing.equals(entry.map(Deployed.Entry::learned).orElse(List.of()))) {
      return Optional.empty();
    }
    return Optional.of(
        new Fate(Action.TEACH, "the host names of other apps changed", List.of(), missing));
  }

  /** Adds those that lodge with a container that is replaced: they would hang in the air. */
  private static void lodgers(Facts facts, Map<String, Fate> fates) {
    boolean more = true;
    while (more) {
      more = false;
      for (Definition definition : facts.definitions().values()) {
        Fate fate = fates.get(definition.name());
        if (fate != null && (fate.action() == Action.RECREATE || fate.action() == Action.CREATE)) {
          continue;
        }
        for (String host : definition.lodgesWith()) {
          Fate hosts = fates.get(host);
          if (hosts != null
              && (hosts.action() == Action.RECREATE || hosts.action() == Action.CREATE)) {
            fates.put(
                definition.name(),
                Fate.of(Action.RECREATE, "it shares what is " + host + "'s, which is replaced"));
            more = true;
          }
        }
      }
    }
  }

  /** Adds those that run as guests of a container that is started: what they share has ended. */
  private static void guests(Facts facts, Map<String, Fate> fates) {
    boolean more = true;
    while (more) {
      more = false;
      for (Definition definition : facts.definitions().values()) {
        Fate fate = fates.get(definition.name());
        if (fate != null && fate.action() != Action.TEACH) {
          continue;
        }
        for (String host : definition.guestOf()) {
          Fate hosts = fates.get(host);
          if (hosts != null
              && (hosts.action() == Action.START || hosts.action() == Action.RESTART)) {
            fates.put(
                definition.name(),
                Fate.of(Action.RESTART, "it shares what is " + host + "'s, which is started"));
            more = true;
          }
        }
      }
    }
  }

  boolean isNothing() {
    return fates.isEmpty();
  }

  /** Returns the names of the containers to which something happens, sorted. */
  Set<String> names(Action... actions) {
    Set<String> names = new TreeSet<>();
    List<Action> wanted = List.of(actions);
    fates.forEach(
        (name, fate) -> {
          if (wanted.contains(fate.action())) {
            names.add(name);
          }
        });
    return names;
  }

  /** Returns all this for a person. */
  List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    fates.forEach(
        (name, fate) ->
            changes.add(
                new Change(
                    switch (fate.action()) {
                      case CREATE -> Change.Action.CREATE;
                      case RECREATE -> Change.Action.RECREATE;
                      case START, RESTART, TEACH -> Change.Action.UPDATE;
                      case REMOVE -> Change.Action.REMOVE;
                    },
                    "container",
                    name,
                    fate.cause(),
                    fate.keys(),
                    "")));
    return changes;
  }

  /** Says which parts of a definition changed. */
  private static final class Causes {

    private Causes() {}

    static Fate of(Definition definition, Optional<Deployed.Entry> entry) {
      Map<String, List<String>> changed = new LinkedHashMap<>();
      if (entry.isPresent()) {
        Set<String> parts = new TreeSet<>(definition.parts().keySet());
        parts.addAll(entry.get().parts().keySet());
        for (String part : parts) {
          String now = definition.parts().getOrDefault(part, "");
          if (!now.equals(entry.get().parts().getOrDefault(part, ""))) {
            changed.put(part, keys(part));
          }
        }
      }
      if (changed.isEmpty()) {
        return Fate.of(Action.RECREATE, "its definition changed");
      }
      return new Fate(
          Action.RECREATE,
          String.join(", ", changed.keySet().stream().map(Causes::word).toList()) + " changed",
          changed.values().stream().flatMap(List::stream).distinct().toList(),
          List.of());
    }

    private static String word(String part) {
      return part.equals(Definition.OVERRIDES) ? "what 'dusty env' overrides" : part;
    }

    /** Returns the keys of a spec that can be the cause of a change in a part. */
    private static List<String> keys(String part) {
      return switch (part) {
        case "image" -> List.of("image", "compose.image");
        case "build" -> List.of("build", "compose.build");
        case "ports" -> List.of("host_forwarding", "compose.ports");
        case "volumes" -> List.of("mount", "repo", "depends", "compose.volumes");
        case Definition.OVERRIDES -> List.of();
        case Definition.COMMANDS -> List.of("commands", "depends", "assets");
        case "links", "depends_on" -> List.of("depends", "conditional_links", "compose." + part);
        default -> List.of("compose." + part);
      };
    }
  }
}
