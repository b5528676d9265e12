package dev.dusty.plugin.nginx;

import static java.util.stream.Collectors.toSet;

import dev.dusty.api.UserError;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.spec.Names;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.Deadline;
import dev.dusty.api.step.Pause;
import dev.dusty.api.step.ProcessRunner.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The container of Dusty's nginx, as the docker command line reaches it. */
record NginxContainer(MachineContext context) {

  private static final String NAME = "dusty_" + Names.NGINX + "_1";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** From the signal on; nginx needs a tenth of a second. */
  private static final Duration HANDOVER = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(20);

  /** As nginx titles it; "is shutting down" follows once it takes no more connections. */
  private static final Pattern WORKER =
      Pattern.compile("^\\s*(\\d+)\\s+nginx: worker process\\s*$", Pattern.MULTILINE);

  /**
   * Returns whether it is there and runs.
   *
   * @throws UserError if Docker does not answer
   */
  boolean isRunning() throws IOException {
    Result result =
        docker(
            "docker",
            "ps",
            "--quiet",
            "--filter",
            "name=^" + NAME + "$",
            "--filter",
            "status=running");
    if (!result.succeeded()) {
      throw failed("Docker does not say whether nginx runs", result);
    }
    return !result.output().isBlank();
  }

  /** Lets the running nginx judge a config of the folder that it mounts. */
  Result test(String file) throws IOException {
    return docker(
        "docker", "exec", NAME, "nginx", "-t", "-c", "/etc/" + DeployedConfig.FOLDER + "/" + file);
  }

  /** Returns why it refuses a config, if it says so. */
  static Optional<String> reason(Result result) {
    return result
        .errors()
        .lines()
        .filter(line -> line.contains("[emerg]"))
        .findFirst()
        .map(line -> line.replaceFirst("^.*\\[emerg\\]\\s*([0-9]+#[0-9]+: )?", ""));
  }

  /**
   * Has the running nginx read its config again, without dropping a connection, and waits until no
   * process of it takes a request by the former one.
   *
   * @throws UserError if it cannot be told
   */
  void reload() throws IOException {
    Set<String> former = workers();
    signalReload();
    // One that an open connection keeps takes no new ones, and is not waited for.
    Deadline deadline = Deadline.in(HANDOVER);
    while (!deadline.isOver() && !Collections.disjoint(workers(), former)) {
      Pause.of(PAUSE);
    }
  }

  /**
   * Has the running nginx read its config again; for a moment, former processes take requests yet.
   *
   * @throws UserError if it cannot be told
   */
  void signalReload() throws IOException {
    Result result = docker("docker", "kill", "--signal", "HUP", NAME);
    if (!result.succeeded()) {
      throw failed("nginx cannot be told to load its new config", result);
    }
  }

  /** Returns the process ids of what takes connections; none where that cannot be seen. */
  private Set<String> workers() throws IOException {
    Result result = docker("docker", "top", NAME, "-eo", "pid,args");
    return result.succeeded()
        ? WORKER.matcher(result.output()).results().map(row -> row.group(1)).collect(toSet())
        : Set.of();
  }

  private Result docker(String... argv) throws IOException {
    return context
        .processes()
        .run(
            Command.of(Identity.USER, LIMIT, argv)
                .withEnvironment(context.machine().dockerEnvironment(context)));
  }

  private static UserError failed(String problem, Result result) {
    return new UserError(
        "nginx-container",
        problem + ": " + result.errors().strip(),
        "see 'dusty status' and 'dusty logs " + Names.NGINX + "', and try again");
  }
}
