package dev.dusty.plugin.compose;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The socket of an engine on this computer. The daemon could connect to any socket, and the user
 * says to which: it connects only where that user could.
 *
 * @param path where it is
 */
record EngineSocket(String path) {

  private static final String SCHEME = "unix://";
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int DENIED = 3;
  private static final int MISSING = 4;

  private static final String LOOK =
      "[ -e \"$1\" ] || exit 4; [ -r \"$1\" ] && [ -w \"$1\" ] || exit 3";

  /** Returns the socket that the variables of docker clients name; empty for another address. */
  static Optional<EngineSocket> of(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("DOCKER_HOST"))
        .filter(host -> host.startsWith(SCHEME))
        .map(host -> new EngineSocket(host.substring(SCHEME.length())));
  }

  /**
   * Checks that the user may use it.
   *
   * @throws UserError if not, or if the user sees none
   */
  void check(StepContext context) {
    try {
      int code =
          context
              .processes()
              .run(Command.of(Identity.USER, LIMIT, "sh", "-c", LOOK, "sh", path))
              .exitCode();
      if (code == DENIED) {
        throw new UserError(
            "docker-denied",
            context.user().name() + " may not use the Docker engine at " + SCHEME + path,
            "add the user to the group that may, usually docker, or choose another engine with"
                + " 'dusty config set docker_host'");
      }
      if (code == MISSING) {
        throw new UserError(
            "docker-down",
            "the Docker engine at " + SCHEME + path + " cannot be reached: there is no such file",
            "start it (Debian: 'systemctl start docker') and see that 'docker info' works");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
