package dev.dusty.plugin.compose;

import com.github.dockerjava.api.model.ContainerMount;
import com.github.dockerjava.api.model.ContainerNetworkSettings;
import com.github.dockerjava.api.model.ContainerPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A container that is there.
 *
 * @param id its id
 * @param dockerName the name by which Docker knows it
 * @param imageId the id of the image that it was made from
 * @param state {@code created}, {@code running}, {@code restarting}, {@code paused}, {@code exited}
 *     or {@code dead}
 * @param statusText what {@code docker ps} says of it: {@code Exited (1) 3 seconds ago}
 * @param labels its labels
 * @param endpoints where its ports are published
 * @param mounts what of the machine it has where
 * @param networks the ids of the networks that it is to be on, whether they are there or not
 */
record Present(
    String id,
    String dockerName,
    String imageId,
    String state,
    String statusText,
    Map<String, String> labels,
    List<Endpoint> endpoints,
    List<Mounts.Mount> mounts,
    List<String> networks) {

  static final String PROJECT = "com.docker.compose.project";
  static final String CONFIG_FILES = "com.docker.compose.project.config_files";
  static final String SERVICE = "com.docker.compose.service";
  static final String NUMBER = "com.docker.compose.container-number";
  private static final String ONE_OFF = "com.docker.compose.oneoff";
  private static final Pattern EXIT_CODE = Pattern.compile("Exited \\((-?\\d+)\\).*");
  private static final Pattern HEALTH =
      Pattern.compile(".*\\((?:health: )?(healthy|unhealthy|starting)\\)");

  /** Returns what the engine says of a container. */
  static Present of(com.github.dockerjava.api.model.Container container) {
    String[] names = container.getNames();
    String name = names == null || names.length == 0 ? container.getId() : names[0];
    // A linked container has more names: those by which others know it.
    for (String other : names == null ? new String[0] : names) {
      name = other.lastIndexOf('/') == 0 ? other : name;
    }
    return new Present(
        container.getId(),
        name.startsWith("/") ? name.substring(1) : name,
        orEmpty(container.getImageId()),
        orEmpty(container.getState()),
        orEmpty(container.getStatus()),
        new TreeMap<>(container.getLabels() == null ? Map.of() : container.getLabels()),
        endpoints(container.getPorts()),
        mounts(container.getMounts()),
        networks(container.getNetworkSettings()));
  }

  private static List<Endpoint> endpoints(ContainerPort @Nullable [] ports) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (ContainerPort port : ports == null ? new ContainerPort[0] : ports) {
      if (port.getPublicPort() != null && "tcp".equals(port.getType())) {
        endpoints.add(new Endpoint(orEmpty(port.getIp()), port.getPublicPort()));
      }
    }
    return endpoints;
  }

  private static List<Mounts.Mount> mounts(@Nullable List<ContainerMount> mounts) {
    return mounts == null
        ? List.of()
        : mounts.stream()
            .map(
                mount ->
                    new Mounts.Mount(orEmpty(mount.getSource()), orEmpty(mount.getDestination())))
            .toList();
  }

  private static List<String> networks(@Nullable ContainerNetworkSettings settings) {
    return settings == null || settings.getNetworks() == null
        ? List.of()
        : settings.getNetworks().values().stream()
            .map(network -> orEmpty(network.getNetworkID()))
            .filter(id -> !id.isEmpty())
            .sorted()
            .toList();
  }

  private static String orEmpty(@Nullable String text) {
    return Optional.ofNullable(text).orElse("");
  }

  /** Returns the name of its spec. */
  String name() {
    return labels.getOrDefault(SERVICE, dockerName);
  }

  String label(String name) {
    return labels.getOrDefault(name, "");
  }

  String hash() {
    return label("dusty.spec-hash");
  }

  /** Returns whether {@code docker compose run} made it, for one command. */
  boolean isOneOff() {
    return label(ONE_OFF).equalsIgnoreCase("true");
  }

  /** Returns whether its processes are there, were it but now and again. */
  boolean isUp() {
    return switch (state) {
      case "running", "restarting", "paused" -> true;
      default -> false;
    };
  }

  boolean isRunning() {
    return state.equals("running");
  }

  /** Returns whether it ended, and Docker will start it again after a while. */
  boolean isRestarting() {
    return state.equals("restarting");
  }

  /** Returns with which code it ended, if it did. */
  Optional<Integer> exitCode() {
    Matcher matcher = EXIT_CODE.matcher(statusText);
    return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }

  /** Returns what its health check says; empty where it has none. */
  String health() {
    Matcher matcher = HEALTH.matcher(statusText);
    return matcher.matches() ? matcher.group(1) : "";
  }
}
