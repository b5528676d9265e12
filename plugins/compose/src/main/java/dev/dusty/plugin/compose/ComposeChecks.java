package dev.dusty.plugin.compose;

import dev.dusty.api.UserError;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.ProcessRunner.Result;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What {@code dusty doctor} looks at of Compose and its containers, and how it mends that.
 *
 * @param engine makes a client of the engine; asked for only where the machine runs
 */
record ComposeChecks(MachineContext context, StateFiles files, Supplier<Engine> engine) {

  private static final Duration PULLING = Duration.ofHours(1);
  private static final int LINES = 1;
  private static final String IMAGE = "nginx-image-missing";
  private static final String ORPHANS = "orphans";

  /** With these a container ends that is told to: by SIGINT, SIGKILL and SIGTERM. */
  private static final Set<Integer> TOLD_TO_END = Set.of(0, 130, 137, 143);

  List<Finding> all() throws IOException {
    if (context.machine().state(context) != Machine.State.RUNNING) {
      // The machine tells why, and without an engine there are no containers.
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(compose());
    image().ifPresent(findings::add);
    List<Present> ours;
    try {
      ours = Survey.ours(engine.get(), files);
    } catch (UserError e) {
      findings.add(Finding.broken(e, "two environments cannot share one Docker Engine"));
      return findings;
    }
    List<Finding> ofContainers = containers(ours);
    if (ofContainers.isEmpty() && !ours.isEmpty()) {
      findings.add(Finding.fine("containers", "%d containers are well".formatted(ours.size())));
    }
    findings.addAll(ofContainers);
    List<Present> orphans = orphans(ours);
    if (!orphans.isEmpty()) {
      findings.add(
          Finding.warning(
                  ORPHANS,
                  "containers are left over: " + names(orphans),
                  "they take memory, and nothing needs them",
                  "docker rm -f -v " + names(orphans).replace(",", ""))
              .thatCanBeFixed());
    }
    return findings;
  }

  void fix(Finding finding) throws IOException {
    switch (finding.code()) {
      case IMAGE -> pull();
      case ORPHANS ->
          orphans(Survey.ours(engine.get(), files))
              .forEach(orphan -> engine.get().remove(orphan.id(), true));
      default -> throw new IllegalArgumentException(finding.code());
    }
  }

  private Finding compose() throws IOException {
    try {
      ComposeCli cli =
          ComposeCli.find(context, context.machine().dockerEnvironment(context), engine.get());
      return Finding.fine("compose", "'" + String.join(" ", cli.program()) + "' works");
    } catch (UserError e) {
      return Finding.broken(e, "containers are brought up by it");
    }
  }

  private Optional<Finding> image() {
    String image = context.settings().get(ComposeCompileStep.NGINX_IMAGE);
    if (engine.get().images().id(image).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.warning(
                IMAGE,
                "the image '" + image + "' of Dusty's nginx is not on the Docker Engine yet",
                "the next 'dusty up' has to pull it first",
                "docker pull " + image)
            .thatCanBeFixed());
  }

  private void pull() throws IOException {
    String image = context.settings().get(ComposeCompileStep.NGINX_IMAGE);
    Result result =
        context
            .processes()
            .run(
                Command.of(Identity.USER, PULLING, "docker", "pull", image)
                    .withEnvironment(context.machine().dockerEnvironment(context)));
    if (!result.succeeded()) {
      throw new UserError(
          "image-pull",
          "the image '%s' cannot be pulled: %s".formatted(image, result.errors().strip()),
          "see whether it can be reached, or name another: dusty config set nginx_image IMAGE");
    }
  }

  private List<Finding> containers(List<Present> ours) {
    List<Finding> findings = new ArrayList<>();
    for (Present container : Survey.byName(ours).values()) {
      String name = container.name();
      String logs = "see 'dusty logs " + name + "'";
      if (container.health().equals("unhealthy")) {
        findings.add(
            Finding.broken(
                "unhealthy",
                name + " is unhealthy",
                "its own health check says that it does not work",
                logs + ", and mend it"));
      }
      switch (container.state()) {
        case "restarting" ->
            findings.add(
                Finding.broken(
                    "restart-loop",
                    name + " ends and is restarted again and again" + lastLine(container),
                    "it does not come to do its work",
                    logs + ", mend it and run 'dusty up'"));
        case "dead" ->
            findings.add(
                Finding.broken(
                    "container-dead",
                    name + " could not be removed by Docker",
                    "no other container can take its place",
                    "docker rm -f " + container.dockerName()));
        case "paused" ->
            findings.add(
                Finding.warning(
                    "container-paused",
                    name + " is paused",
                    "it answers nobody",
                    "docker unpause " + container.dockerName()));
        case "exited" ->
            container
                .exitCode()
                .filter(code -> !TOLD_TO_END.contains(code))
                .ifPresent(
                    code ->
                        findings.add(
                            Finding.warning(
                                "container-failed",
                                "%s has exited with code %d%s"
                                    .formatted(name, code, lastLine(container)),
                                "it answers nobody",
                                logs + ", mend it and run 'dusty up'")));
        default -> {
          // Running, or made and never started.
        }
      }
    }
    return findings;
  }

  private String lastLine(Present container) {
    List<String> lines = engine.get().lastLines(container.id(), LINES, Instant.EPOCH);
    return lines.isEmpty() ? "" : "; its last line: " + lines.getLast().strip();
  }

  /**
   * Returns what nothing needs: what a Compose that was killed left beside the containers that took
   * its place, services that are not in the deployed Compose file, and commands that were run once
   * and have ended.
   */
  private List<Present> orphans(List<Present> ours) {
    String text;
    try {
      text = files.composeText().orElse("");
    } catch (IOException e) {
      return List.of();
    }
    Set<String> kept =
        Survey.byName(ours).values().stream()
            .filter(container -> text.isEmpty() || isService(text, container.name()))
            .map(Present::id)
            .collect(Collectors.toSet());
    List<Present> orphans = new ArrayList<>();
    for (Present container : engine.get().containersOf(ComposeCli.PROJECT)) {
      boolean mine = container.label(Present.CONFIG_FILES).equals(files.compose().toString());
      boolean isNeeded = container.isOneOff() ? container.isUp() : kept.contains(container.id());
      if (mine && !isNeeded) {
        orphans.add(container);
      }
    }
    return orphans;
  }

  private static boolean isService(String text, String name) {
    YamlWriter key = new YamlWriter();
    key.open(1, name);
    return text.contains("\n" + key.from(0));
  }

  private static String names(List<Present> containers) {
    return containers.stream().map(Present::dockerName).collect(Collectors.joining(", "));
  }
}
