package dev.dusty.plugin.vmlocal;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.api.step.Program;
import dev.dusty.api.step.StepContext;
import java.util.List;
import java.util.Locale;

/** Runs the docker command line, and tells its failures apart. */
final class DockerCli {

  private DockerCli() {}

  /**
   * Runs it.
   *
   * @param asked what is asked, for the message of one that does not answer
   * @throws UserError with code {@code docker-missing} if it is not installed, {@code
   *     docker-silent} if it does not end in time
   */
  static Result run(StepContext context, Command command, String asked) {
    Program docker =
        new Program(
            context.processes(),
            DockerCli::missing,
            () ->
                new UserError(
                    "docker-silent",
                    asked + " gave no answer within " + command.limit().toSeconds() + " seconds",
                    "see with 'docker version' whether it hangs, and restart Docker"));
    return docker.run(command, (line, error) -> {});
  }

  /** Returns what a failed call of an engine means. */
  static UserError failure(StepContext context, Result result, String host) {
    String errors = result.errors().toLowerCase(Locale.ROOT);
    if (errors.contains("permission denied while trying to connect")) {
      String user = context.user().name();
      return new UserError(
          "docker-denied",
          user + " may not use the Docker engine at " + host,
          "add the user to the group docker with 'sudo usermod -aG docker "
              + user
              + "', and restart Dusty's daemon");
    }
    if (List.of("cannot connect to", "failed to connect to", "error during connect").stream()
        .anyMatch(errors::contains)) {
      return new UserError(
          "docker-down",
          "no Docker engine answers at " + host,
          "start it ('sudo systemctl start docker' or Docker Desktop), or name another one with"
              + " 'dusty config set docker_host'");
    }
    return new UserError(
        "docker-failed",
        "the Docker engine at " + host + " cannot be used: " + reason(result),
        "see what 'docker version' says, and mend that");
  }

  /** Returns the last line of what it said. */
  static String reason(Result result) {
    return result
        .errors()
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .orElse("exit code " + result.exitCode())
        .strip();
  }

  private static UserError missing() {
    return new UserError(
        "docker-missing",
        "the docker command line is not installed",
        "install Docker, and see that 'docker version' works");
  }
}
