package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.spec.Origin;
import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.api.spec.Suite;
import dev.dusty.api.value.Value;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The logins to registries that images need which say so.
 *
 * @param work what the command works with
 * @param surroundings what steps are given
 * @param users who needs an image of each registry
 */
record Logins(Work work, Surroundings surroundings, Map<Registry, List<String>> users) {

  /** Returns those of all apps and services of an environment. */
  static Logins ofEnvironment(Work work, Surroundings surroundings, ActiveSpecs active) {
    Map<Registry, List<String>> users = new TreeMap<>();
    active.apps().forEach(app -> add(users, app.spec().origin(), app.name()));
    active.services().forEach(service -> add(users, service));
    return new Logins(work, surroundings, users);
  }

  /** Returns those of an app's or lib's test image, and of the services of some of its suites. */
  static Logins ofTests(
      Work work, Surroundings surroundings, Subject subject, Collection<Suite> suites) {
    Map<Registry, List<String>> users = new TreeMap<>();
    subject
        .tested()
        .test()
        .origin()
        .ifPresent(origin -> add(users, origin, "the tests of " + subject.tested().place()));
    subject.needs().services().stream()
        .filter(
            service -> suites.stream().anyMatch(suite -> suite.services().contains(service.name())))
        .forEach(service -> add(users, service));
    return new Logins(work, surroundings, users);
  }

  private static void add(Map<Registry, List<String>> users, Origin origin, String user) {
    if (origin instanceof Origin.Image image && image.requiresLogin()) {
      add(users, image.reference(), user);
    }
  }

  private static void add(Map<Registry, List<String>> users, ServiceSpec service) {
    if (service.imageRequiresLogin()) {
      service
          .compose()
          .get("image")
          .flatMap(Value::scalar)
          .ifPresent(image -> add(users, image, service.name()));
    }
  }

  private static void add(Map<Registry, List<String>> users, String image, String user) {
    Registry.of(image)
        .ifPresent(registry -> users.computeIfAbsent(registry, r -> new ArrayList<>()).add(user));
  }

  /**
   * Makes sure that the configured user is logged in wherever images say that one must be. Where
   * the caller can make up for a missing login, their terminal is to be used for that, and then the
   * whole command begins again.
   *
   * @return whether nothing is missing; if not, the command is to end here
   * @throws UserError if a login is missing and the caller cannot make up for it: has no terminal,
   *     or is somebody else than the user whose login it is
   */
  boolean areThere(Progress progress) throws IOException {
    List<Missing> missing = missing();
    if (missing.isEmpty()) {
      return true;
    }
    boolean isTheirs = work.caller().user().uid() == work.user().uid();
    if (isTheirs && work.console().terminal().input()) {
      progress.finish();
      ask(missing.getFirst());
      return false;
    }
    String commands =
        missing.stream()
            .map(login -> "'" + String.join(" ", login.registry().login()) + "'")
            .collect(Collectors.joining(" and "));
    throw new UserError(
        "login-missing",
        problem(missing),
        "log in%s: %s".formatted(isTheirs ? "" : " as " + work.user().name(), commands));
  }

  private void ask(Missing login) {
    work.console()
        .err()
        .println(
            "%s: an image of %s needs a login; 'docker login' asks for it:"
                .formatted(String.join(", ", login.neededBy()), login.registry()));
    work.caller().repeatAfter(login.registry().login(), login.environment());
  }

  /** Returns what is missing, for one that only looks. */
  Optional<String> objection() throws IOException {
    List<Missing> missing = missing();
    return missing.isEmpty() ? Optional.empty() : Optional.of(problem(missing));
  }

  private String problem(List<Missing> missing) {
    return "%s is not logged in to %s"
        .formatted(
            work.user().name(),
            missing.stream()
                .map(login -> Requirements.named(login.registry(), login.neededBy()))
                .collect(Collectors.joining("; ")));
  }

  /**
   * A login that is missing.
   *
   * @param registry where
   * @param neededBy whose images are there
   * @param environment variables for docker
   */
  private record Missing(
      Registry registry, List<String> neededBy, Map<String, String> environment) {}

  private List<Missing> missing() throws IOException {
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
    List<Missing> missing = new ArrayList<>();
    for (Map.Entry<Registry, List<String>> registry : users.entrySet()) {
      if (!logins.contain(registry.getKey())) {
        missing.add(new Missing(registry.getKey(), registry.getValue(), forDocker));
      }
    }
    return missing;
  }
}
