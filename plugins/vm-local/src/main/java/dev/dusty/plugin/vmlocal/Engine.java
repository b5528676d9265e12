package dev.dusty.plugin.vmlocal;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The Docker engine of this computer, of which one question tells all. */
final class Engine {

  static final String NO_BRIDGE = "no-bridge";

  static final ConfigKey BRIDGE_KEY =
      ConfigKey.address(
          "bridge_address",
          "",
          "Machine local: the address at which containers reach this computer; empty for that of"
              + " Docker's bridge");

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final DockerEndpoint endpoint;

  /** A cache alone: the address of the bridge, by the engine's. */
  private final Map<String, String> bridges = new ConcurrentHashMap<>();

  Engine(DockerEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Returns the address of the bridge as it was last told, or else asks.
   *
   * @throws UserError as {@link #ask} does
   */
  String bridge(StepContext context) throws IOException {
    Optional<String> configured = configuredBridge(context);
    if (configured.isPresent()) {
      return configured.get();
    }
    String known = bridges.get(host(endpoint.environment(context)));
    return known == null ? ask(context) : known;
  }

  /**
   * Asks the engine for the address of its bridge, which tells too whether it runs.
   *
   * @throws UserError if it does not answer, or has no such address and none is configured
   */
  String ask(StepContext context) throws IOException {
    Optional<String> configured = configuredBridge(context);
    Map<String, String> environment = endpoint.environment(context);
    String host = host(environment);
    Result result =
        docker(
            context,
            environment,
            "docker",
            "network",
            "inspect",
            "bridge",
            "--format",
            "{{range .IPAM.Config}}{{.Gateway}} {{end}}");
    String errors = result.errors().toLowerCase(Locale.ROOT);
    boolean hasNone = errors.contains("no such network") || errors.contains("bridge not found");
    if (!result.succeeded() && !hasNone) {
      throw DockerCli.failure(context, result, host);
    }
    if (configured.isPresent()) {
      return configured.get();
    }
    String gateway =
        gateway(result.output())
            .orElseThrow(
                () ->
                    new UserError(
                        NO_BRIDGE,
                        "the Docker engine at " + host + " has no bridge network with a gateway",
                        "name the address at which containers reach this computer with 'dusty"
                            + " config set bridge_address'"));
    bridges.put(host, gateway);
    return gateway;
  }

  /**
   * Returns the engine's version.
   *
   * @throws UserError if it does not answer
   */
  String version(StepContext context) throws IOException {
    Map<String, String> environment = endpoint.environment(context);
    Result result =
        docker(context, environment, "docker", "version", "--format", "{{.Server.Version}}");
    if (!result.succeeded()) {
      throw DockerCli.failure(context, result, host(environment));
    }
    return result.output().strip();
  }

  /** Returns the folder in which it keeps images and containers; empty where it does not tell. */
  Optional<Path> folder(StepContext context) throws IOException {
    try {
      Result result =
          docker(
              context,
              endpoint.environment(context),
              "docker",
              "info",
              "--format",
              "{{.DockerRootDir}}");
      String folder = result.output().strip();
      return result.succeeded() && folder.startsWith("/")
          ? Optional.of(Path.of(folder))
          : Optional.empty();
    } catch (UserError e) {
      return Optional.empty();
    }
  }

  private static Result docker(
      StepContext context, Map<String, String> environment, String... argv) {
    return DockerCli.run(
        context,
        Command.of(Identity.USER, LIMIT, argv).withEnvironment(environment),
        "the Docker engine at " + host(environment));
  }

  private static String host(Map<String, String> environment) {
    return Objects.requireNonNull(environment.get(DockerEndpoint.DOCKER_HOST));
  }

  /** Returns the first gateway, one of IPv4 before others. */
  private static Optional<String> gateway(String output) {
    return Arrays.stream(output.strip().split("\\s+", -1))
        // Old engines say the length of the network's prefix as well.
        .map(address -> address.replaceFirst("/.*", ""))
        .filter(Site::isAddress)
        .min(Comparator.comparing(address -> address.indexOf(':') >= 0));
  }

  private static Optional<String> configuredBridge(StepContext context) {
    String address = context.settings().get(BRIDGE_KEY).strip();
    if (address.isEmpty()) {
      return Optional.empty();
    }
    if (!Site.isAddress(address)) {
      throw new UserError(
          "bridge-address",
          "the configured bridge_address '" + address + "' is not an IP address",
          address,
          "an IP address, or nothing for that of Docker's bridge",
          "set it with 'dusty config set bridge_address'");
    }
    return Optional.of(address);
  }
}
