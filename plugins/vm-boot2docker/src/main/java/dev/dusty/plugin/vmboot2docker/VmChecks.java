package dev.dusty.plugin.vmboot2docker;

import dev.dusty.api.UserError;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.machine.Machine.State;
import dev.dusty.api.step.Finding;
import dev.dusty.plugin.vmboot2docker.Vm.Reached;
import dev.dusty.plugin.vmssh.RemoteDisk;
import dev.dusty.plugin.vmssh.Ssh;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code dusty doctor} looks at: each link of the chain from this computer to Docker. */
record VmChecks(Vm vm) {

  private static final long GIB = 1L << 30;

  private static final String NO_CONTAINER = "no container can be started or reached";

  /** Returns what is found; what cannot work without a link that is broken is not looked at. */
  List<Finding> all() throws IOException {
    List<Finding> findings = new ArrayList<>();
    try {
      findings.add(Finding.fine("docker-machine", vm.dockerMachine().version()));
      if (runs(findings)) {
        Reached reached = vm.reach();
        if (letsIn(findings, reached) && hasAddress(findings, reached)) {
          answersAsDocker(findings);
        }
      }
    } catch (UserError e) {
      findings.add(Finding.broken(e, NO_CONTAINER));
    }
    return findings;
  }

  private boolean runs(List<Finding> findings) {
    String name = vm.settings().name();
    State state = vm.state();
    if (state != State.RUNNING) {
      findings.add(
          Finding.warning(
              "vm-down",
              state == State.ABSENT
                  ? "there is no VM '" + name + "' yet"
                  : "the VM '" + name + "' does not run",
              NO_CONTAINER,
              "run 'dusty up', which " + (state == State.ABSENT ? "makes" : "starts") + " it"));
      return false;
    }
    Optional<VmInfo> info = vm.info();
    String said = info.map(VmInfo::state).orElse("running");
    if (!said.equals("running")) {
      findings.add(
          Mends.offered(
              Finding.broken(
                  "vm-stands",
                  "the VM '" + name + "' is there, but in the state '" + said + "'",
                  NO_CONTAINER,
                  "run 'dusty up', which wakes it up or starts it again")));
      return false;
    }
    findings.add(Finding.fine("vm", "the VM '" + name + "' runs"));
    info.filter(vmInfo -> vmInfo.memory() != vm.settings().memory())
        .ifPresent(vmInfo -> findings.add(memory(vmInfo)));
    return true;
  }

  private Finding memory(VmInfo info) {
    return Finding.warning(
        "vm-memory",
        "the VM has %d MB of memory, and %d are configured"
            .formatted(info.memory(), vm.settings().memory()),
        "a change comes into effect when the VM is started",
        "run 'dusty shutdown', then 'dusty up'");
  }

  private boolean letsIn(List<Finding> findings, Reached reached) throws IOException {
    Ssh ssh = vm.ssh(reached.endpoint());
    try {
      findings.add(disk(RemoteDisk.of(ssh, "/persist/")));
      return true;
    } catch (UserError e) {
      findings.add(Mends.offered(Finding.broken(e, "Dusty does nearly all in the VM over ssh")));
      return isOfInside(e);
    }
  }

  /** A command that failed has been run. */
  private static boolean isOfInside(UserError e) {
    return e.code().equals("vm-command") || e.code().equals("vm-disk");
  }

  private Finding disk(DiskUsage disk) {
    String room =
        String.format(
            Locale.ROOT,
            "the VM's disk at %s has %.1f of %.1f GiB free",
            disk.path(),
            (double) disk.available() / GIB,
            (double) disk.total() / GIB);
    return disk.available() < GIB || disk.available() < disk.total() / 10
        ? Finding.warning(
            "vm-disk-full",
            room,
            "images and databases fail in odd ways on a full disk",
            "free some with 'dusty disk cleanup_images' and 'docker system prune'")
        : Finding.fine("vm-disk", room);
  }

  private boolean hasAddress(List<Finding> findings, Reached reached) throws IOException {
    Optional<String> address = new Addresses(vm, reached).address();
    if (address.isEmpty()) {
      findings.add(
          Mends.offered(
              Finding.broken(
                  "vm-no-address",
                  "the VM has no address in the network with this computer",
                  "apps and Docker could not be reached",
                  "have its network made anew with 'dusty doctor --fix'")));
      return false;
    }
    findings.add(Finding.fine("vm-address", "the VM has the address " + address.get()));
    return true;
  }

  private void answersAsDocker(List<Finding> findings) {
    try {
      var _ = new Certificates(vm).environment();
      findings.add(Finding.fine("vm-docker", "Docker answers, with a certificate of its address"));
    } catch (UserError e) {
      findings.add(Mends.offered(Finding.broken(e, "no docker client would talk to it")));
    }
  }
}
