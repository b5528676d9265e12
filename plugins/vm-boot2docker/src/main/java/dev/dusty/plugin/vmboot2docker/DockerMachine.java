package dev.dusty.plugin.vmboot2docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.Machine.State;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.ProcessRunner.Listener;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.api.step.StepContext;
import dev.dusty.plugin.vmssh.SshEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docker-machine's command line, for one VM. */
record DockerMachine(Tool tool, StepContext context, VmSettings settings) {

  private static final Duration QUICK = Duration.ofSeconds(30);
  private static final Duration ENV = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofMinutes(3);
  private static final Duration START = Duration.ofMinutes(15);

  /** The ISO is fetched, by whatever line there is. */
  private static final Duration CREATE = Duration.ofHours(1);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern EXPORT =
      Pattern.compile("export (DOCKER_[A-Z_]+)=(?:\"(.*)\"|'(.*)'|(.*))");

  DockerMachine(StepContext context, VmSettings settings) {
    this(
        new Tool(
            context,
            "docker-machine",
            "install it, or let another machine be picked with 'dusty config set machine'"),
        context,
        settings);
  }

  /** Returns its version line. */
  String version() {
    return tool.output(QUICK, "--version").strip();
  }

  /** Makes the VM, and starts it. */
  void create() {
    List<String> arguments = new ArrayList<>(List.of("create", "--driver", settings.driver()));
    if (settings.isVirtualBox()) {
      arguments.addAll(
          List.of(
              "--virtualbox-cpu-count",
              "-1",
              "--virtualbox-memory",
              Integer.toString(settings.memory()),
              "--virtualbox-boot2docker-url",
              settings.isoUrl(),
              "--virtualbox-hostonly-nictype",
              "82540EM"));
    }
    arguments.addAll(settings.options());
    arguments.add(settings.name());
    shown(CREATE, arguments.toArray(new String[0]));
  }

  /** Starts the VM, which is there. */
  void start() {
    shown(START, "start", settings.name());
  }

  /** Stops the VM; one that does not listen is switched off. */
  void stop() {
    try {
      shown(STOP, "stop", settings.name());
    } catch (UserError e) {
      context.reporter().warning(e.problem() + "; it is switched off");
      shown(STOP, "kill", settings.name());
    }
  }

  /** Makes certificates for the address that the VM has now; restarts Docker in it. */
  void regenerateCertificates() {
    shown(START, "regenerate-certs", "-f", settings.name());
  }

  /** Returns the VM's address as docker-machine knows it; empty where it does not. */
  Optional<String> address() {
    Result result = tool.run(QUICK, (line, error) -> {}, "ip", settings.name());
    return Optional.of(result.output().strip()).filter(Site::isAddress);
  }

  /**
   * Returns the state that the driver tells.
   *
   * @throws UserError if it does not
   */
  State state() {
    Result result = tool.run(QUICK, (line, error) -> {}, "status", settings.name());
    if (result.succeeded()) {
      return result.output().strip().equals("Running") ? State.RUNNING : State.STOPPED;
    }
    if (result.errors().contains("does not exist")) {
      return State.ABSENT;
    }
    throw tool.failure(result, "status", settings.name());
  }

  /** Returns what {@code docker-machine env} does, which also tells why Docker cannot be used. */
  Result askEnvironment() {
    return tool.run(ENV, (line, error) -> {}, "env", settings.name(), "--shell", "bash");
  }

  /** Returns the variables of an answer. */
  static Map<String, String> environment(String output) {
    Map<String, String> variables = new TreeMap<>();
    for (String line : output.lines().toList()) {
      Matcher export = EXPORT.matcher(line.strip());
      if (export.matches()) {
        for (int group = 2; group <= 4; group++) {
          if (export.group(group) != null) {
            variables.put(export.group(1), export.group(group));
          }
        }
      }
    }
    return variables;
  }

  /** Returns the key of the VM where docker-machine puts it. */
  static Path key(HostUser user, String name) {
    return user.home().resolve(".docker/machine/machines").resolve(name).resolve("id_rsa");
  }

  /**
   * Returns how the VM is reached as docker-machine knows it.
   *
   * @throws UserError if it does not
   */
  SshEndpoint endpoint() {
    String output = tool.output(QUICK, "inspect", settings.name());
    JsonNode driver;
    try {
      driver = JSON.readTree(output).path("Driver");
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
    String key = driver.path("SSHKeyPath").asText("");
    String user = driver.path("SSHUser").asText("");
    int port = driver.path("SSHPort").asInt(0);
    Optional<String> address =
        settings.isVirtualBox() && port > 0
            ? Optional.of("127.0.0.1")
            : Optional.of(driver.path("IPAddress").asText("")).filter(Site::isAddress);
    try {
      return new SshEndpoint(
          settings.name() + "-" + settings.driver(),
          address
              .or(this::address)
              .orElseThrow(() -> new IllegalArgumentException("the VM has no address yet")),
          port > 0 ? port : 22,
          user.isEmpty() ? "root" : user,
          key.startsWith("/") ? Path.of(key) : key(context.user(), settings.name()));
    } catch (IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  private UserError unreadable(Exception cause) {
    UserError error =
        new UserError(
            "vm-unknown",
            "docker-machine does not tell how the VM '%s' is reached: %s"
                .formatted(settings.name(), cause.getMessage()),
            "see what 'docker-machine inspect " + settings.name() + "' says, and start it again");
    error.initCause(cause);
    return error;
  }

  private void shown(Duration limit, String... arguments) {
    Listener listener =
        (line, error) -> {
          if (!line.isBlank()) {
            context.reporter().progress(line.strip());
          }
        };
    Result result = tool.run(limit, listener, arguments);
    if (!result.succeeded()) {
      throw tool.failure(result, arguments);
    }
  }
}
