package dev.dusty.plugin.vmlocal;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where the engine is: as configured, else as the environment says, else where the user's own
 * {@code docker} finds it.
 */
final class DockerEndpoint {

  static final ConfigKey KEY =
      ConfigKey.text(
          "docker_host",
          "",
          "Machine local: the Docker engine, such as unix:///var/run/docker.sock; empty for the one"
              + " that 'docker' uses");

  static final String DOCKER_HOST = "DOCKER_HOST";
  private static final String DOCKER_CONFIG = "DOCKER_CONFIG";
  private static final String DOCKER_CONTEXT = "DOCKER_CONTEXT";
  private static final List<String> PASSED_ON =
      List.of(DOCKER_CONFIG, "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH");
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Map<String, String> environment;

  /** A cache alone: asking the docker command line takes longer than all else that an up does. */
  private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

  /** What was found, and the config file that it came from. */
  private record Known(Stamp stamp, String host) {}

  /** What changes when a file is written. */
  private record Stamp(Path file, long time, long size) {

    static Stamp of(Path file) throws IOException {
      try {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(file, attributes.lastModifiedTime().toMillis(), attributes.size());
      } catch (NoSuchFileException e) {
        return new Stamp(file, 0, -1);
      }
    }
  }

  DockerEndpoint(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Returns variables for docker clients; {@code DOCKER_HOST} is one of them.
   *
   * @throws UserError if the docker command line is missing or does not tell
   */
  Map<String, String> environment(StepContext context) throws IOException {
    Map<String, String> variables = passedOn();
    variables.put(DOCKER_HOST, host(context));
    return variables;
  }

  private String host(StepContext context) throws IOException {
    String configured = context.settings().get(KEY).strip();
    if (!configured.isEmpty()) {
      return configured;
    }
    Optional<String> given = variable(DOCKER_HOST);
    return given.isPresent() ? given.get() : hostOfContext(context);
  }

  private String hostOfContext(StepContext context) throws IOException {
    Path folder =
        variable(DOCKER_CONFIG).map(Path::of).orElse(context.user().home().resolve(".docker"));
    Stamp stamp = Stamp.of(folder.resolve("config.json"));
    Known before = known.get();
    if (before != null && before.stamp().equals(stamp)) {
      return before.host();
    }
    Map<String, String> variables = passedOn();
    variable(DOCKER_CONTEXT).ifPresent(name -> variables.put(DOCKER_CONTEXT, name));
    Command inspect =
        Command.of(
                Identity.USER,
                LIMIT,
                "docker",
                "context",
                "inspect",
                "--format",
                "{{.Endpoints.docker.Host}}")
            .withEnvironment(variables);
    Result result = DockerCli.run(context, inspect, "the docker command line");
    String host = result.output().strip();
    if (!result.succeeded() || host.isEmpty()) {
      throw new UserError(
          "docker-context",
          "docker does not tell which engine it uses: " + DockerCli.reason(result),
          "mend it with 'docker context use default' as "
              + context.user().name()
              + ", or name the engine with 'dusty config set docker_host'");
    }
    known.set(new Known(stamp, host));
    return host;
  }

  private Map<String, String> passedOn() {
    Map<String, String> variables = new TreeMap<>();
    PASSED_ON.forEach(name -> variable(name).ifPresent(value -> variables.put(name, value)));
    return variables;
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
