package dev.dusty.plugin.vmlima;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.api.step.StepContext;
import dev.dusty.plugin.vmssh.HostNetworks;
import dev.dusty.plugin.vmssh.Ssh;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The VM while it runs: how it is reached, and what is where in it.
 *
 * @param keys what is configured
 */
record Vm(StepContext context, LimaKeys keys) {

  /** The folder on the disk with everything: a VM of Lima's has one. */
  static final String DISK = "/persist";

  /**
   * Where the VM is reached if no network leads there: Lima forwards what listens on the loopback
   * addresses of the VM to those of this computer.
   */
  private static final String FORWARDED = "127.0.0.1";

  private static final Duration QUICK = Duration.ofSeconds(30);

  /** Lima has waited for it already. */
  private static final Duration CONNECTED = Duration.ofSeconds(30);

  /** Makes folders, installs programs, and waits for Docker. */
  void prepare() throws IOException {
    context.reporter().progress("preparing the VM " + keys.name());
    ssh().await(CONNECTED);
    Command command = Preparation.command(Site.at(FORWARDED, FORWARDED));
    Preparation.check(ssh().run(command), keys.name());
  }

  /** Asks the VM for its addresses. */
  Guest guest() throws IOException {
    Result result = ssh().run(Command.of(Identity.ROOT, QUICK, "sh", "-c", Guest.SCRIPT));
    return Guest.parse(result.output());
  }

  /**
   * Returns addresses and folders.
   *
   * @throws UserError if Docker does not answer there
   */
  Site site() throws IOException {
    Guest guest = guest();
    return Site.at(
        guest.address().orElse(FORWARDED),
        guest
            .bridge()
            .orElseThrow(
                () ->
                    new UserError(
                        "lima-docker",
                        "Docker in the VM '%s' has no bridge network".formatted(keys.name()),
                        "see what 'limactl shell %s sudo docker network inspect bridge' says"
                            .formatted(keys.name()))));
  }

  /**
   * Returns this computer's address as the VM sees it. In a network that both are in, this computer
   * knows it best: a gateway there may be somebody else.
   */
  String hostAddress() throws IOException {
    Guest guest = guest();
    HostNetworks networks = HostNetworks.now();
    return guest
        .address()
        .flatMap(networks::beside)
        .or(guest::hostName)
        .orElseThrow(
            () ->
                new UserError(
                    "lima-host",
                    "the VM '%s' does not know this computer's address".formatted(keys.name()),
                    "see that 'limactl shell %s getent hosts host.lima.internal' knows it"
                        .formatted(keys.name())));
  }

  /** Lima forwards the engine's socket to a file here, with each of its templates for Docker. */
  Map<String, String> dockerEnvironment() {
    return Map.of("DOCKER_HOST", "unix://" + folder().resolve("sock/docker.sock"));
  }

  /** Returns what runs commands in the VM. */
  Ssh ssh() throws IOException {
    return Ssh.to(context, keys.name(), LimaSsh.endpoint(context, folder(), keys.name()));
  }

  /** Returns Lima's folder for the VM. */
  Path folder() {
    return context.user().home().resolve(".lima").resolve(keys.name());
  }
}
