package dev.dusty.plugin.compose;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
 */
record Present(
    String id,
    String dockerName,
    String imageId,
    String state,
    String statusText,
    Map<String, String> labels,
    List<Endpoint> endpoints) {

  static final String PROJECT = "com.docker.compose.project";
  static final String CONFIG_FILES = "com.docker.compose.project.config_files";
  static final String SERVICE = "com.docker.compose.service";
  private static final String ONE_OFF = "com.docker.compose.oneoff";
  private static final Pattern EXIT_CODE = Pattern.compile("Exited \\((-?\\d+)\\).*");
  private static final Pattern HEALTH =
      Pattern.compile(".*\\((?:health: )?(healthy|unhealthy|starting)\\)");

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
