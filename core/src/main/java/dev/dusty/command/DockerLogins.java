package dev.dusty.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.ProcessRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The registries that the configured user is logged in to, as {@code docker} itself finds out: in
 * its configuration file, or from the credential helpers that the file names. Read with that user's
 * rights; no password is looked at.
 *
 * @param folder the folder of Docker's configuration
 * @param config what is in its file
 * @param environment variables for credential helpers
 * @param processes runs credential helpers
 */
record DockerLogins(
    String folder, JsonNode config, Map<String, String> environment, ProcessRunner processes) {

  /** The variable that names the folder of Docker's configuration. */
  static final String DOCKER_CONFIG = "DOCKER_CONFIG";

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /**
   * Reads the configuration.
   *
   * @param environment variables for docker clients
   * @throws UserError if the file is damaged
   */
  static DockerLogins read(HostUser user, Map<String, String> environment, ProcessRunner processes)
      throws IOException {
    String folder =
        environment.getOrDefault(DOCKER_CONFIG, user.home().resolve(".docker").toString());
    String file = folder + "/config.json";
    ProcessRunner.Result text = processes.run(Command.of(Identity.USER, LIMIT, "cat", "--", file));
    JsonNode config = new ObjectMapper().createObjectNode();
    // One that is not there knows of no login.
    if (text.succeeded() && !text.output().isBlank()) {
      try {
        config = new ObjectMapper().readTree(text.output());
      } catch (JsonProcessingException e) {
        UserError error =
            new UserError(
                "docker-config",
                "Docker's configuration '%s' is not JSON: %s"
                    .formatted(file, e.getOriginalMessage()),
                "mend it; 'docker info' complains of it too");
        error.initCause(e);
        throw error;
      }
    }
    return new DockerLogins(folder, config, environment, processes);
  }

  /**
   * Returns whether the user is logged in.
   *
   * @throws UserError if a credential helper that has to know cannot be run
   */
  boolean contain(Registry registry) throws IOException {
    Optional<String> helper = helper(registry);
    return helper.isPresent() ? knows(helper.get(), registry) : isInFile(registry);
  }

  private Optional<String> helper(Registry registry) {
    String own = config.path("credHelpers").path(registry.key()).asText("");
    String store = own.isEmpty() ? config.path("credsStore").asText("") : own;
    return Optional.of(store).filter(name -> !name.isEmpty());
  }

  private boolean isInFile(Registry registry) {
    for (Map.Entry<String, JsonNode> login : config.path("auths").properties()) {
      if (registry.isMeantBy(login.getKey())
          && List.of("auth", "identitytoken", "registrytoken").stream()
              .anyMatch(field -> !login.getValue().path(field).asText("").isEmpty())) {
        return true;
      }
    }
    return false;
  }

  private boolean knows(String helper, Registry registry) throws IOException {
    String program = "docker-credential-" + helper;
    try {
      return processes
          .run(
              Command.of(Identity.USER, LIMIT, program, "get")
                  .withEnvironment(environment)
                  .reading(registry.key() + "\n"))
          .succeeded();
    } catch (IOException e) {
      UserError error =
          new UserError(
              "credential-helper",
              "'%s', which %s/config.json names for %s, cannot be run: %s"
                  .formatted(program, folder, registry, e.getMessage()),
              "install it, or take it out of that file and log in again");
      error.initCause(e);
      throw error;
    }
  }
}
