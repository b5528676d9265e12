package dev.dusty.plugin.nginx;

import dev.dusty.api.UserError;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.spec.Names;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The container of Dusty's nginx, as the docker command line reaches it. */
record NginxContainer(MachineContext context) {

  private static final String NAME = "dusty_" + Names.NGINX + "_1";
  private static final Duration LIMIT = Duration.ofSeconds(30);

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
   * Has the running nginx read its config again, without dropping a connection.
   *
   * @throws UserError if it cannot be told
   */
  void reload() throws IOException {
    Result result = docker("docker", "kill", "--signal", "HUP", NAME);
    if (!result.succeeded()) {
      throw failed("nginx cannot be told to load its new config", result);
    }
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
