package dev.dusty.plugin.vmboot2docker;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Deadline;
import dev.dusty.api.step.Pause;
import dev.dusty.api.step.ProcessRunner.Result;
import java.time.Duration;
import java.util.Map;

/** Whether docker clients believe the VM's Docker that it is the one. */
record Certificates(Vm vm) {

  /** Docker starts with the VM. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /**
   * Returns the environment of docker clients.
   *
   * @throws UserError if Docker does not answer, or with a certificate of another address
   */
  Map<String, String> environment() {
    Result result = vm.dockerMachine().askEnvironment();
    Map<String, String> variables = DockerMachine.environment(result.output());
    if (result.succeeded() && variables.containsKey("DOCKER_HOST")) {
      return variables;
    }
    throw error(result);
  }

  /** Returns the environment of docker clients, with certificates made anew where that helps. */
  Map<String, String> mendedEnvironment() {
    boolean made = false;
    Deadline deadline = Deadline.in(PATIENCE);
    while (true) {
      vm.context().cancellation().check();
      try {
        return environment();
      } catch (UserError e) {
        if (e.code().equals("vm-certificates") && !made) {
          vm.context()
              .reporter()
              .line("The address of the VM has changed: making Docker's certificates anew.");
          vm.dockerMachine().regenerateCertificates();
          made = true;
          // Docker was restarted for them.
          deadline = Deadline.in(PATIENCE);
        } else if (!e.code().equals("vm-docker") || deadline.isOver()) {
          throw e;
        } else {
          vm.context().reporter().progress("waiting for Docker in the VM");
        }
      }
      Pause.of(PAUSE);
    }
  }

  private UserError error(Result result) {
    String said = result.errors().isBlank() ? result.output() : result.errors();
    String name = vm.settings().name();
    return Said.isOfCertificates(said)
        ? new UserError(
            "vm-certificates",
            "the certificates of Docker in the VM '%s' are not for its address".formatted(name),
            "run 'dusty up' or 'dusty doctor --fix', which make them anew")
        : new UserError(
            "vm-docker",
            "Docker in the VM '%s' cannot be used: %s".formatted(name, Said.reason(said)),
            "see what 'docker-machine env %s' and 'dusty doctor' say".formatted(name));
  }
}
