package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveAsset;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.spec.Origin;
import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.api.value.Value;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an environment needs that its user alone can provide: assets, and logins to registries.
 *
 * @param work what the command works with
 * @param surroundings what steps are given
 * @param active what is to be brought up
 */
record Requirements(Work work, Surroundings surroundings, ActiveSpecs active) {

  /**
   * Checks that all required assets are set. All that are missing are named at once, so that one
   * can get them all before trying again.
   *
   * @throws UserError if one is not
   */
  void checkAssets(Site site) throws IOException {
    List<ActiveAsset> missing = missingAssets(site);
    if (missing.isEmpty()) {
      return;
    }
    throw new UserError(
        "assets-missing",
        problem(missing),
        missing.size() == 1
            ? "set it: " + Assets.setting(missing.getFirst().name())
            : "set each of them: dusty assets set KEY FILE");
  }

  private List<ActiveAsset> missingAssets(Site site) throws IOException {
    if (active.assets().isEmpty()) {
      return List.of();
    }
    Set<String> set = new AssetFolder(surroundings, site).names();
    return active.assets().stream()
        .filter(asset -> !asset.requiredBy().isEmpty() && !set.contains(asset.name()))
        .toList();
  }

  private static String problem(List<ActiveAsset> missing) {
    return (missing.size() == 1 ? "a required asset is not set: " : "required assets are not set: ")
        + missing.stream()
            .map(asset -> named(asset.name(), asset.requiredBy()))
            .collect(Collectors.joining("; "));
  }

  private static String named(Object what, List<String> neededBy) {
    return "%s (for %s)".formatted(what, String.join(", ", neededBy));
  }

  /**
   * Checks that the configured user is logged in wherever images say that one must be.
   *
   * @return the registry to log in to first, in the caller's terminal; empty if nothing is missing
   * @throws UserError if a login is missing and the caller cannot make up for it: has no terminal,
   *     or is somebody else than the user whose login it is
   */
  Optional<Login> missingLogin() throws IOException {
    List<Login> missing = missingLogins();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    boolean isTheirs = work.caller().user().uid() == work.user().uid();
    if (isTheirs && work.console().terminal().input()) {
      return Optional.of(missing.getFirst());
    }
    String commands =
        missing.stream()
            .map(login -> "'" + String.join(" ", login.registry().login()) + "'")
            .collect(Collectors.joining(" and "));
    throw new UserError(
        "login-missing",
        problemOfLogins(missing),
        "log in%s: %s".formatted(isTheirs ? "" : " as " + work.user().name(), commands));
  }

  private String problemOfLogins(List<Login> missing) {
    return "%s is not logged in to %s"
        .formatted(
            work.user().name(),
            missing.stream()
                .map(login -> named(login.registry(), login.neededBy()))
                .collect(Collectors.joining("; ")));
  }

  /** Returns what an {@code up} would refuse, for one that only looks. */
  List<String> objections(Site site) throws IOException {
    List<String> objections = new ArrayList<>();
    List<ActiveAsset> assets = missingAssets(site);
    if (!assets.isEmpty()) {
      objections.add(problem(assets));
    }
    List<Login> logins = missingLogins();
    if (!logins.isEmpty()) {
      objections.add(problemOfLogins(logins));
    }
    return objections;
  }

  /**
   * A login that is missing.
   *
   * @param registry where
   * @param neededBy the containers whose images are there
   * @param environment variables for docker
   */
  record Login(Registry registry, List<String> neededBy, Map<String, String> environment) {}

  private List<Login> missingLogins() throws IOException {
    Map<Registry, List<String>> users = usersOfRegistries();
    if (users.isEmpty()) {
      return List.of();
    }
    LoadedStep<Machine> machine = surroundings.machine();
    Map<String, String> environment =
        StepCall.of(machine, () -> machine.step().dockerEnvironment(surroundings.ofMachine()));
    DockerLogins logins = DockerLogins.read(work.user(), environment, work.processes());
    Map<String, String> forDocker = new TreeMap<>(environment);
    // Where it is looked for; the caller's own variables may say something else.
    forDocker.put(DockerLogins.DOCKER_CONFIG, logins.folder());
    List<Login> missing = new ArrayList<>();
    for (Map.Entry<Registry, List<String>> registry : users.entrySet()) {
      if (!logins.contain(registry.getKey())) {
        missing.add(new Login(registry.getKey(), registry.getValue(), forDocker));
      }
    }
    return missing;
  }

  private Map<Registry, List<String>> usersOfRegistries() {
    Map<Registry, List<String>> users = new TreeMap<>();
    active
        .apps()
        .forEach(
            app -> {
              if (app.spec().origin() instanceof Origin.Image image && image.requiresLogin()) {
                add(users, image.reference(), app.name());
              }
            });
    active.services().stream()
        .filter(ServiceSpec::imageRequiresLogin)
        .forEach(
            service ->
                service
                    .compose()
                    .get("image")
                    .flatMap(Value::scalar)
                    .ifPresent(image -> add(users, image, service.name())));
    return users;
  }

  private static void add(Map<Registry, List<String>> users, String image, String name) {
    Registry.of(image)
        .ifPresent(registry -> users.computeIfAbsent(registry, r -> new ArrayList<>()).add(name));
  }
}
