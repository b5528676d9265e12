package dev.dusty.plugin.compose;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.ExecCreateCmdResponse;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.dusty.api.UserError;
import dev.dusty.api.step.StepContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is asked from the Docker Engine, each in one request that has to be answered in time.
 *
 * <p>Every method throws a {@link UserError} if the engine cannot be reached ({@code docker-down})
 * or does not answer ({@code docker-silent}).
 */
final class Engine {

  private static final String DEFAULT_HOST = "unix:///var/run/docker.sock";

  /** How long the engine may take for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The same for one in a VM, which is slower, and may wait for a disk or memory of the host. */
  private static final Duration PATIENCE_ELSEWHERE = Duration.ofMinutes(1);

  /** How long a container may take to end after its signal. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final EngineCalls calls;
  private final DockerHttpClient http;
  private final DockerClient client;

  /**
   * Creates a client; nothing is asked yet.
   *
   * @param host the address, as {@code DOCKER_HOST} has it
   * @param keys for an engine behind TLS
   * @param patience how long it may take for an answer
   * @throws UserError if the engine is behind a kind of address that is not known, or the keys
   *     cannot be used
   */
  Engine(String host, Optional<EngineKeys> keys, Duration patience) {
    if (!host.startsWith("unix://") && !host.startsWith("tcp://")) {
      throw new UserError(
          "docker-host",
          "the Docker engine at '" + host + "' is behind an address that Dusty cannot use",
          host,
          "an address that starts with unix:// or tcp://",
          "make another context the current one ('docker context use NAME'), or set DOCKER_HOST");
    }
    calls = new EngineCalls(host, patience);
    // What is said of keys in the daemon's own environment and home is not the user's.
    DefaultDockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(host)
            .withDockerTlsVerify(false)
            .build();
    http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(keys.map(EngineKeys::forClient).orElse(null))
            .connectionTimeout(patience)
            .build();
    client = DockerClientImpl.getInstance(config, http);
  }

  /** Returns the engine that the variables of docker clients name; nothing is asked yet. */
  static Engine of(StepContext context, Map<String, String> environment) throws IOException {
    String host = environment.getOrDefault("DOCKER_HOST", DEFAULT_HOST);
    return new Engine(host, EngineKeys.of(context, environment), patience(host));
  }

  /** Returns how long an engine may take for an answer, by where it is. */
  static Duration patience(String host) {
    return host.startsWith("tcp://") ? PATIENCE_ELSEWHERE : PATIENCE;
  }

  /** Returns what sends the requests that there is no command for. */
  EngineHttp http() {
    return new EngineHttp(calls, http);
  }

  /** Returns how it is asked. */
  EngineCalls calls() {
    return calls;
  }

  /** Returns whether it answers, be it that something is wrong; one that is down is not silent. */
  boolean answers() {
    try {
      calls.ask(() -> client.pingCmd().exec());
      return true;
    } catch (UserError e) {
      return !e.code().equals(EngineCalls.SILENT);
    } catch (DockerException e) {
      return true;
    }
  }

  /** Returns the containers of a Compose project, stopped ones included, sorted by name. */
  List<Present> containersOf(String project) {
    return containers(Map.of(Present.PROJECT, project));
  }

  /** Returns all containers, stopped ones included, sorted by name. */
  List<Present> containers() {
    return containers(Map.of());
  }

  private List<Present> containers(Map<String, String> labels) {
    List<Present> present = new ArrayList<>();
    for (var container :
        calls.ask(
            () -> client.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec())) {
      present.add(Present.of(container));
    }
    present.sort((a, b) -> a.dockerName().compareTo(b.dockerName()));
    return present;
  }

  /** Returns the ids of the networks that are there. */
  Set<String> networks() {
    return calls.ask(() -> client.listNetworksCmd().exec()).stream()
        .map(network -> network.getId())
        .collect(Collectors.toSet());
  }

  /** Returns the ids of the images that are there. */
  Images images() {
    Map<String, String> ids = new TreeMap<>();
    for (var image : calls.ask(() -> client.listImagesCmd().exec())) {
      for (String[] names : List.of(orNone(image.getRepoTags()), orNone(image.getRepoDigests()))) {
        Arrays.stream(names).forEach(name -> ids.put(name, image.getId()));
      }
    }
    return new Images(ids);
  }

  /** Returns the names that a container got with {@code extra_hosts}; none if it is gone. */
  List<String> extraHosts(String id) {
    List<String> names = new ArrayList<>();
    try {
      InspectContainerResponse container = calls.ask(() -> client.inspectContainerCmd(id).exec());
      HostConfig config = container.getHostConfig();
      for (String host : orNone(config == null ? null : config.getExtraHosts())) {
        int colon = host.indexOf(':');
        names.add(colon < 0 ? host : host.substring(0, colon));
      }
    } catch (NotFoundException e) {
      // It was there a moment ago; whoever removed it wants nothing from it.
    }
    return names;
  }

  /** Returns the last lines that a container wrote since a time; none if it is gone. */
  List<String> lastLines(String id, int count, Instant since) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      calls.ask(
          () ->
              client
                  .logContainerCmd(id)
                  .withTimestamps(true)
                  .withStdOut(true)
                  .withStdErr(true)
                  .withTail(count)
                  .exec(collecting(bytes))
                  .awaitCompletion());
    } catch (NotFoundException e) {
      return List.of();
    }
    return TimedLines.since(since, bytes.toString(StandardCharsets.UTF_8));
  }

  /** Returns when a container ended last, long ago if it never did or is gone. */
  Instant endedAt(String id) {
    try {
      String time =
          calls.ask(() -> client.inspectContainerCmd(id).exec()).getState().getFinishedAt();
      return time == null ? Instant.EPOCH : Instant.parse(time);
    } catch (NotFoundException e) {
      return Instant.EPOCH;
    }
  }

  /** Returns the command lines of a container's processes; none if it does not run. */
  List<String> processes(String id) {
    try {
      String[][] rows = calls.ask(() -> client.topContainerCmd(id).exec()).getProcesses();
      return Arrays.stream(rows == null ? new String[0][] : rows)
          .map(row -> row[row.length - 1])
          .toList();
    } catch (DockerException e) {
      return List.of();
    }
  }

  /** Runs a command as root in a running container and returns its exit code. */
  long exec(String id, List<String> argv) {
    return calls.ask(
        () -> {
          ExecCreateCmdResponse created =
              client
                  .execCreateCmd(id)
                  .withUser("0")
                  .withAttachStdout(true)
                  .withAttachStderr(true)
                  .withCmd(argv.toArray(String[]::new))
                  .exec();
          client
              .execStartCmd(created.getId())
              .exec(collecting(new ByteArrayOutputStream()))
              .awaitCompletion();
          Long code = client.inspectExecCmd(created.getId()).exec().getExitCodeLong();
          return code == null ? 1 : code;
        });
  }

  /** Removes a container, running or not, with its anonymous volumes if asked; it may be gone. */
  void remove(String id, boolean volumes) {
    change(() -> client.removeContainerCmd(id).withForce(true).withRemoveVolumes(volumes).exec());
  }

  /** Stops a container; it may be gone. */
  void stop(String id) {
    change(() -> client.stopContainerCmd(id).withTimeout((int) GRACE.toSeconds()).exec());
  }

  /** Starts a container; it may be gone. */
  void start(String id) {
    change(() -> client.startContainerCmd(id).exec());
  }

  /** Gives a container another name; it may be gone. */
  void rename(String id, String name) {
    change(() -> client.renameContainerCmd(id).withName(name).exec());
  }

  /** Removes the networks of a Compose project that nothing uses. */
  void removeNetworks(String project) {
    for (var network :
        calls.ask(
            () ->
                client
                    .listNetworksCmd()
                    .withFilter("label", List.of(Present.PROJECT + "=" + project))
                    .exec())) {
      try {
        change(() -> client.removeNetworkCmd(network.getId()).exec());
      } catch (DockerException e) {
        // Somebody else's container is on it.
      }
    }
  }

  private void change(Callable<?> request) {
    try {
      Object _ = patiently(request);
    } catch (NotFoundException | NotModifiedException e) {
      // It is so already.
    }
  }

  /** Returns the client, for requests that are put to {@link #ask}. */
  DockerClient client() {
    return client;
  }

  /** Makes a request. */
  <T> T ask(Callable<T> request) {
    return calls.ask(request);
  }

  /** Makes a request that the engine may have to work for. */
  <T> T patiently(Callable<T> request) {
    return calls.ask(request, calls.patience().plus(GRACE));
  }

  /** Returns what to throw for what a request threw. */
  RuntimeException failure(@Nullable Throwable cause) {
    return calls.failure(cause);
  }

  private static ResultCallback.Adapter<Frame> collecting(ByteArrayOutputStream bytes) {
    return new ResultCallback.Adapter<>() {
      @Override
      public void onNext(Frame frame) {
        bytes.writeBytes(frame.getPayload());
      }
    };
  }

  private static String[] orNone(String @Nullable [] texts) {
    return texts == null ? new String[0] : texts;
  }
}
