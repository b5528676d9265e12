package dev.dusty.plugin.vmlima;

import dev.dusty.api.UserError;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.api.step.Program;
import dev.dusty.plugin.vmssh.HostNetworks;
import dev.dusty.plugin.vmssh.RemoteDisk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code dusty doctor} looks at, from Lima itself to the disk in its VM. */
record LimaChecks(Vm vm, Limactl limactl) {

  private static final Duration QUICK = Duration.ofSeconds(15);
  private static final String ENGINE = "lima-engine";
  private static final long GIB = 1L << 30;
  private static final String RESTART =
      "restart the VM with 'dusty shutdown' and 'dusty up', or with 'dusty doctor --fix'";

  /** Returns the findings; a link that is broken hides those that hang on it. */
  List<Finding> all() throws IOException {
    List<Finding> findings = new ArrayList<>();
    Optional<Instance> instance;
    try {
      findings.add(version());
      instance = limactl.find();
    } catch (UserError e) {
      findings.add(Finding.broken(e, "without Lima there is no VM to run containers in"));
      return findings;
    }
    if (instance.isEmpty()) {
      findings.add(
          Finding.fine("lima-vm", "there is no VM " + name() + " yet; 'dusty up' makes it"));
      return findings;
    }
    findings.add(status(instance.get()));
    if (instance.get().status() == Instance.Status.RUNNING) {
      running(findings);
    }
    if (!vm.keys().fits(instance.get()) && instance.get().memory() > 0) {
      findings.add(memory(instance.get()));
    }
    return findings;
  }

  private Finding version() {
    String version = limactl.version();
    return version.startsWith("0.")
        ? Finding.warning(
            "lima-old",
            "Lima has version " + version,
            "its network for this computer and its template for Docker are newer",
            "install a newer one ('brew upgrade lima')")
        : Finding.fine("lima", "Lima " + version + " is installed");
  }

  private Finding status(Instance instance) {
    return switch (instance.status()) {
      case RUNNING -> Finding.fine("lima-vm", "the VM " + name() + " runs");
      case STOPPED ->
          Finding.fine("lima-vm", "the VM " + name() + " does not run; 'dusty up' starts it");
      case BROKEN ->
          Finding.broken(
                  "lima-vm",
                  "Lima calls the VM "
                      + name()
                      + " broken"
                      + (instance.errors().isEmpty()
                          ? ""
                          : ": " + String.join("; ", instance.errors())),
                  "no container can run",
                  RESTART)
              .thatCanBeFixed();
    };
  }

  private void running(List<Finding> findings) throws IOException {
    Guest guest;
    try {
      guest = vm.guest();
    } catch (UserError e) {
      findings.add(Finding.broken(e, "Dusty runs commands in the VM over ssh").thatCanBeFixed());
      return;
    }
    findings.add(Finding.fine("lima-ssh", "ssh to the VM answers"));
    findings.add(network(guest));
    Finding bridge = bridge(guest);
    findings.add(bridge);
    if (bridge.severity() != Finding.Severity.BROKEN) {
      findings.add(engine());
    }
    findings.add(disk());
  }

  private Finding network(Guest guest) throws IOException {
    HostNetworks networks = HostNetworks.now();
    Optional<String> here = guest.address().flatMap(networks::beside);
    if (here.isPresent()) {
      return Finding.fine(
          "lima-network",
          "the VM has the address %s, and reaches this computer at %s"
              .formatted(guest.address().orElseThrow(), here.get()));
    }
    if (guest.address().isPresent()) {
      return Finding.broken(
          "lima-network",
          "this computer is not in the network of the VM's address "
              + guest.address().orElseThrow(),
          "apps could not be reached there",
          "see that the VM has one that is for this computer, such as vzNAT, with 'limactl edit "
              + name()
              + "'");
    }
    return Finding.warning(
        "lima-network",
        "the VM has no network with this computer, so Lima forwards its ports to 127.0.0.1",
        "files shared over NFS come from a port that its server has to be told to accept, and"
            + " ports below 1024 may need root",
        "give it one with 'dusty shutdown' and 'limactl edit --network=vzNAT " + name() + "'");
  }

  private Finding bridge(Guest guest) {
    return guest
        .bridge()
        .map(address -> Finding.fine("lima-bridge", "containers reach the VM at " + address))
        .orElseGet(
            () ->
                Finding.broken(
                        "lima-docker",
                        "Docker in the VM does not answer",
                        "no container can run",
                        RESTART
                            + "; 'limactl shell "
                            + name()
                            + " sudo journalctl -u docker' says why")
                    .thatCanBeFixed());
  }

  private Finding engine() {
    try {
      return Finding.fine(ENGINE, "Docker " + engineVersion() + " answers");
    } catch (UserError e) {
      Finding broken = Finding.broken(e, "no container can be started");
      return e.code().equals(ENGINE) ? broken.thatCanBeFixed() : broken;
    }
  }

  /** From here, by the way that docker and Compose take. */
  private String engineVersion() {
    Program docker =
        new Program(
            vm.context().processes(),
            LimaChecks::noDockerHere,
            () -> unreachable("it gave no answer within " + QUICK.toSeconds() + " seconds"));
    Command command =
        Command.of(Identity.USER, QUICK, "docker", "version", "--format", "{{.Server.Version}}")
            .withEnvironment(vm.dockerEnvironment());
    Result result = docker.run(command, (line, error) -> {});
    if (!result.succeeded()) {
      throw unreachable(result.errors().lines().reduce((a, b) -> b).orElse("no answer"));
    }
    return result.output().strip();
  }

  private static UserError noDockerHere() {
    return new UserError(
        "docker-missing",
        "the docker command line is not installed on this computer",
        "install it ('brew install docker'), and see that 'docker --version' works");
  }

  private static UserError unreachable(String reason) {
    return new UserError(
        ENGINE,
        "docker here does not reach the engine in the VM: " + reason,
        RESTART + "; the template has to forward the engine's socket to sock/docker.sock");
  }

  private Finding memory(Instance instance) {
    return Finding.warning(
        "lima-memory",
        "the VM has %d MB of memory, and %d are configured"
            .formatted(instance.memory() >> 20, vm.keys().memory()),
        "another size is given to it when it starts",
        "run 'dusty shutdown' and 'dusty up'");
  }

  private Finding disk() throws IOException {
    DiskUsage disk;
    try {
      disk = RemoteDisk.of(vm.ssh(), Vm.DISK);
    } catch (UserError e) {
      return Finding.broken(e, "all that Dusty keeps in the VM is there").thatCanBeFixed();
    }
    String room =
        String.format(
            Locale.ROOT,
            "the disk of the VM has %.1f of %.1f GiB free",
            (double) disk.available() / GIB,
            (double) disk.total() / GIB);
    return disk.available() < 2 * GIB || disk.available() < disk.total() / 10
        ? Finding.warning(
            "lima-disk",
            room,
            "images and databases fail in odd ways on a full disk",
            "free some with 'dusty disk cleanup_images' and 'docker system prune'")
        : Finding.fine("lima-disk", room);
  }

  private String name() {
    return vm.keys().name();
  }
}
