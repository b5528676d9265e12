package dev.dusty.plugin.compose;

import dev.dusty.api.compose.CommandFile;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.Undo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes back what was done to containers, from what was written down before it was done. */
record Rollback(MachineContext context, Engine engine, StateFiles files) {

  private static final String COMPOSE = "compose";
  private static final String KNOWN = "known";
  private static final String CONTAINERS = "containers";
  private static final String COMMAND_FOLDER = "command-files";
  private static final String ADDRESS = "address";
  private static final String TAUGHT = "taught";

  /** A container as it was. */
  record Before(
      String name, String id, String dockerName, boolean running, String hash, String imageId) {
    static Before of(Present present) {
      return new Before(
          present.name(),
          present.id(),
          present.dockerName(),
          present.isUp(),
          present.hash(),
          present.imageId());
    }

    /** Returns whether what is there now is no worse. */
    boolean isAsGoodAs(Present present) {
      return hash.equals(present.hash()) && imageId.equals(present.imageId());
    }
  }

  /** Returns what has to be known to take back what will be done. */
  static Undo undo(Survey survey, StateFiles files, String commandFolder, String address)
      throws IOException {
    Map<String, String> facts = new TreeMap<>();
    files.composeText().ifPresent(text -> facts.put(COMPOSE, text));
    facts.put(KNOWN, survey.deployed().toJson());
    facts.put(
        CONTAINERS,
        Deployed.json(survey.present().values().stream().map(Before::of).toArray(Before[]::new)));
    facts.put(COMMAND_FOLDER, commandFolder);
    facts.put(ADDRESS, address);
    facts.put(
        TAUGHT,
        String.join(
            ",",
            survey
                .decision()
                .names(Decision.Action.TEACH, Decision.Action.START, Decision.Action.RESTART)));
    return new Undo(facts);
  }

  /**
   * Takes back what is known of the containers alone, where they are on a machine that is not in
   * use any more.
   */
  static void forget(StateFiles files, Undo undo) throws IOException {
    files.writeCompose(Optional.ofNullable(undo.facts().get(COMPOSE)));
    files.writeDeployed(Deployed.parse(undo.facts().getOrDefault(KNOWN, "{}")));
  }

  /** Takes it back. */
  void run(ComposeCli cli, Undo undo) throws IOException {
    Map<String, String> facts = undo.facts();
    Map<String, Before> before = new TreeMap<>();
    for (Before container : Deployed.parse(facts.getOrDefault(CONTAINERS, "[]"), Before[].class)) {
      before.put(container.name(), container);
    }
    Optional<String> formerText = Optional.ofNullable(facts.get(COMPOSE));
    Deployed known = Deployed.parse(facts.getOrDefault(KNOWN, "{}"));

    Set<String> missing = removeNew(before);
    files.writeCompose(formerText);
    if (formerText.isPresent()) {
      restoreCommandFiles(facts.getOrDefault(COMMAND_FOLDER, ""), known, missing);
      recreate(cli, before, missing);
    }
    Map<String, Present> now = Survey.byName(Survey.ours(engine, files));
    before.forEach((name, container) -> restoreState(container, now.get(name)));
    HostNames hostNames = new HostNames(engine, facts.getOrDefault(ADDRESS, ""));
    List<String> taught = List.of(facts.getOrDefault(TAUGHT, "").split(",", -1));
    files.writeDeployed(restored(known, now, missing, taught, hostNames));
    if (before.isEmpty()) {
      engine.removeNetworks(ComposeCli.PROJECT);
    }
  }

  /** Removes what is new, and returns the names of containers that have to be made again. */
  private Set<String> removeNew(Map<String, Before> before) {
    List<Present> now =
        engine.containersOf(ComposeCli.PROJECT).stream()
            .filter(container -> !container.isOneOff())
            .filter(
                container ->
                    container.label(Present.CONFIG_FILES).equals(files.compose().toString()))
            .toList();
    Set<String> ids = now.stream().map(Present::id).collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>();
    before.forEach(
        (name, container) -> {
          if (!ids.contains(container.id())) {
            missing.add(name);
          }
        });
    for (Present container : now) {
      Before former = before.get(container.name());
      if (former == null) {
        engine.remove(container.id(), true);
      } else if (container.id().equals(former.id())) {
        if (!container.dockerName().equals(former.dockerName())) {
          renames(container, former, now);
        }
      } else if (ids.contains(former.id())) {
        // The old one is still there. Their anonymous volumes are the same.
        engine.remove(container.id(), false);
      } else if (former.isAsGoodAs(container)) {
        missing.remove(container.name());
      }
      // Otherwise Compose replaces it, and keeps its anonymous volumes.
    }
    return missing;
  }

  /** Gives an old container its name back, after the new one that has it is gone. */
  private void renames(Present container, Before former, List<Present> now) {
    now.stream()
        .filter(other -> other.dockerName().equals(former.dockerName()))
        .forEach(other -> engine.remove(other.id(), false));
    engine.rename(container.id(), former.dockerName());
  }

  private void recreate(ComposeCli cli, Map<String, Before> before, Set<String> missing)
      throws IOException {
    List<String> running = new ArrayList<>();
    List<String> stopped = new ArrayList<>();
    missing.forEach(
        name -> {
          Before container = before.get(name);
          if (container != null) {
            (container.running() ? running : stopped).add(name);
          }
        });
    compose(cli, List.of("up", "-d", "--no-deps", "--force-recreate"), running);
    compose(cli, List.of("up", "--no-start", "--no-deps", "--force-recreate"), stopped);
  }

  private void compose(ComposeCli cli, List<String> arguments, List<String> names)
      throws IOException {
    if (!names.isEmpty()) {
      List<String> all = new ArrayList<>(arguments);
      all.addAll(names);
      var result = cli.run(context, files.compose(), all);
      if (!result.succeeded()) {
        throw ComposeFailure.of(result, List.of());
      }
    }
  }

  private void restoreState(Before former, @Nullable Present container) {
    if (container != null && container.isUp() && !former.running()) {
      engine.stop(container.id());
    } else if (container != null && !container.isUp() && former.running()) {
      engine.start(container.id());
    }
  }

  /**
   * Puts back what made-again containers ran. Dusty does so too, but later than they are started.
   */
  private void restoreCommandFiles(String folder, Deployed known, Set<String> names)
      throws IOException {
    for (String name : names) {
      Deployed.Entry entry = known.containers().get(name);
      if (entry == null || entry.commandFile().isEmpty() || folder.isEmpty()) {
        continue;
      }
      String remote = folder + "/" + CommandFile.ofApp(name).path();
      Optional<Path> local = context.machine().local(remote);
      if (local.isPresent() && Files.exists(local.get())) {
        Files.writeString(local.get(), entry.commandFile());
      } else if (local.isEmpty()) {
        Path copy = files.folder().resolve(".former-" + name);
        try {
          Files.writeString(copy, entry.commandFile());
          Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
          context.machine().copyTo(context, copy, remote);
        } finally {
          Files.deleteIfExists(copy);
        }
      }
    }
  }

  /** Returns what was known, of the containers that are there now; with their host names again. */
  private Deployed restored(
      Deployed known,
      Map<String, Present> now,
      Set<String> again,
      List<String> taught,
      HostNames hostNames) {
    Map<String, Deployed.Entry> entries = new TreeMap<>();
    known
        .containers()
        .forEach(
            (name, entry) -> {
              Present container = now.get(name);
              if (container == null) {
                return;
              }
              if (again.contains(name)) {
                entries.put(
                    name,
                    new Deployed.Entry(
                        container.id(),
                        entry.parts(),
                        entry.commandFile(),
                        entry.dockerfile(),
                        engine.extraHosts(container.id()),
                        List.of()));
              } else {
                if (container.isRunning() && taught.contains(name)) {
                  hostNames.write(container.id(), entry.learned());
                }
                entries.put(name, entry);
              }
            });
    return new Deployed(entries);
  }
}
