package dev.dusty.plugin.compose;

import dev.dusty.api.UserError;
import dev.dusty.api.run.RunContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What has to be, what there is, and what is to be done about it.
 *
 * @param engine where it was asked
 * @param definitions what there has to be
 * @param present the project's containers, by name
 * @param leftovers what a Compose that was killed left beside them
 * @param deployed what is known of them
 * @param dockerfiles fingerprints of the Dockerfiles of containers whose image is built
 * @param decision what is to be done
 */
record Survey(
    Engine engine,
    Map<String, Definition> definitions,
    Map<String, Present> present,
    List<Present> leftovers,
    Deployed deployed,
    Map<String, String> dockerfiles,
    Decision decision) {

  /**
   * Finds all that out.
   *
   * @throws UserError if the containers belong to another environment
   */
  static Survey of(RunContext context, Engine engine, StateFiles files) throws IOException {
    Map<String, Definition> definitions = Definition.all(context.input());
    List<Present> all = ours(engine, files);
    Map<String, Present> present = byName(all);
    Deployed deployed = files.deployed();
    Map<String, String> dockerfiles = dockerfiles(HostPaths.of(context), definitions);
    Decision decision =
        Decision.of(
            new Decision.Facts(
                definitions,
                present,
                deployed,
                present.isEmpty() ? new Images(Map.of()) : engine.images(),
                dockerfiles,
                context.input().ports().hostNames(),
                present.values().stream().allMatch(Present::isUp) ? Set.of() : engine.networks(),
                container -> engine.extraHosts(container.id()),
                Views.of(context, engine)
                    .lost(
                        present.values().stream()
                            .filter(container -> definitions.containsKey(container.name()))
                            .toList()),
                context.mayRecreate()));
    List<Present> leftovers =
        all.stream().filter(container -> !present.containsValue(container)).toList();
    return new Survey(engine, definitions, present, leftovers, deployed, dockerfiles, decision);
  }

  /**
   * Returns the project's containers.
   *
   * @throws UserError if they belong to another environment
   */
  static List<Present> ours(Engine engine, StateFiles files) {
    List<Present> all =
        engine.containersOf(ComposeCli.PROJECT).stream()
            .filter(container -> !container.isOneOff())
            .toList();
    for (Present container : all) {
      String file = container.label(Present.CONFIG_FILES);
      if (!file.equals(files.compose().toString())) {
        throw anotherEnvironment(container, file);
      }
    }
    return all;
  }

  private static UserError anotherEnvironment(Present container, String file) {
    return new UserError(
        "another-environment",
        "this Docker engine already runs another Dusty environment: the container "
            + container.dockerName()
            + " is of "
            + (file.isEmpty() ? "no Compose file" : file),
        file,
        null,
        "remove that one first, with 'dusty stop --rm' of its Dusty (or, if that is gone, with"
            + " 'docker rm -f $(docker ps -aq --filter label="
            + Present.PROJECT
            + "="
            + ComposeCli.PROJECT
            + ")'), or give this one another engine: 'dusty config set docker_host'");
  }

  /** Returns one container for each name: the one with the name that it should have, if any. */
  static Map<String, Present> byName(List<Present> all) {
    Map<String, Present> byName = new TreeMap<>();
    for (Present container : all) {
      byName.merge(
          container.name(),
          container,
          (one, other) ->
              other.dockerName().equals(Container.containerName(other.name())) ? other : one);
    }
    return byName;
  }

  /**
   * Checks that no container of somebody else has a name that is wanted.
   *
   * @throws UserError if one has
   */
  void checkNames() {
    Map<String, String> wanted =
        decision.names(Decision.Action.CREATE).stream()
            .collect(Collectors.toMap(Container::containerName, name -> name));
    if (wanted.isEmpty()) {
      return;
    }
    for (Present container : engine.containers()) {
      if (wanted.containsKey(container.dockerName())
          && !container.label(Present.PROJECT).equals(ComposeCli.PROJECT)) {
        throw new UserError(
            "name-taken",
            "there is a container " + container.dockerName() + " that is not Dusty's",
            container.dockerName(),
            null,
            "rename or remove it ('docker rm -f " + container.dockerName() + "')");
      }
    }
  }

  /** Returns the file that Compose runs on. */
  String composeFile(RunContext context) {
    return ComposeFile.text(
        context.input(),
        definitions.values().stream().map(Definition::container).toList(),
        HostPaths.of(context));
  }

  private static Map<String, String> dockerfiles(
      HostPaths paths, Map<String, Definition> definitions) throws IOException {
    Map<String, String> fingerprints = new TreeMap<>();
    for (Definition definition : definitions.values()) {
      Path file = definition.dockerfile().map(paths::of).orElse(null);
      if (file != null && Files.isRegularFile(file)) {
        fingerprints.put(definition.name(), SpecHash.of(Files.readString(file), ""));
      }
    }
    return fingerprints;
  }
}
