package dev.dusty.plugin.vmboot2docker;

import dev.dusty.api.machine.Machine.State;
import dev.dusty.api.step.StepContext;
import dev.dusty.plugin.vmssh.Ssh;
import dev.dusty.plugin.vmssh.SshEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The VM as its tools know it, for one call of the machine.
 *
 * @param context what the machine is given
 * @param settings what the user configured
 */
record Vm(StepContext context, VmSettings settings) {

  /**
   * How the VM is reached, and what VirtualBox tells of it, where it is VirtualBox's.
   *
   * @param settings of the VM that this is about
   */
  record Reached(VmSettings settings, SshEndpoint endpoint, Optional<VmInfo> info) {}

  /** Returns the configured one. */
  static Vm of(StepContext context) {
    return new Vm(context, VmSettings.of(context.settings()));
  }

  DockerMachine dockerMachine() {
    return new DockerMachine(context, settings);
  }

  VBoxManage virtualBox() {
    return new VBoxManage(context, settings.name());
  }

  State state() {
    return settings.isVirtualBox() ? virtualBox().state() : dockerMachine().state();
  }

  /** Returns what VirtualBox tells; empty of a VM of another driver. */
  Optional<VmInfo> info() {
    return settings.isVirtualBox() ? Optional.of(virtualBox().info()) : Optional.empty();
  }

  /** Finds out how the VM is reached, which runs. */
  Reached reach() {
    Optional<VmInfo> info = info();
    if (info.isPresent() && info.get().sshPort().isPresent()) {
      Path key = DockerMachine.key(context.user(), settings.name());
      // Of a VM, and not of a name: its host key goes with it.
      String identity = settings.name() + "-" + info.get().uuid();
      return new Reached(
          settings,
          new SshEndpoint(identity, "127.0.0.1", info.get().sshPort().getAsInt(), "docker", key),
          info);
    }
    return new Reached(settings, dockerMachine().endpoint(), info);
  }

  Ssh ssh(SshEndpoint endpoint) throws IOException {
    return Ssh.to(context, settings.name(), endpoint);
  }

  Guest guest(SshEndpoint endpoint) throws IOException {
    return new Guest(this, ssh(endpoint));
  }
}
