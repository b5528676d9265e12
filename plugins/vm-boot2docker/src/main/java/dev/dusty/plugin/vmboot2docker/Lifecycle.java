package dev.dusty.plugin.vmboot2docker;

import dev.dusty.api.UserError;
import dev.dusty.api.machine.Machine.State;
import dev.dusty.api.step.Reporter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Makes, starts and stops the VM. */
record Lifecycle(Vm vm) {

  /**
   * Makes sure that the VM is there and runs.
   *
   * @return whether it did not run before
   * @throws IOException if the former host key of a VM that is made anew cannot be forgotten
   */
  boolean start() throws IOException {
    Reporter reporter = vm.context().reporter();
    String name = vm.settings().name();
    return switch (vm.state()) {
      case ABSENT -> {
        reporter.line("Making the VM '" + name + "', which takes some minutes.");
        vm.dockerMachine().create();
        if (!vm.settings().isVirtualBox()) {
          // What it is kept under tells VMs of one name apart with VirtualBox alone.
          vm.ssh(vm.reach().endpoint()).forgetHostKey();
        }
        yield true;
      }
      case STOPPED -> {
        reporter.line("Starting the VM '" + name + "'.");
        vm.info().ifPresent(this::configure);
        vm.dockerMachine().start();
        yield true;
      }
      case RUNNING -> wakeUp();
    };
  }

  /** VirtualBox takes a change only of a VM that is off; one that was saved goes on as it was. */
  private void configure(VmInfo info) {
    Reporter reporter = vm.context().reporter();
    int memory = vm.settings().memory();
    boolean isOther = info.memory() != memory;
    if (!info.isOff()) {
      if (isOther) {
        reporter.warning(
            "The VM was saved with %d MB of memory, and keeps them until 'dusty shutdown' and 'dusty up'; %d are configured."
                .formatted(info.memory(), memory));
      }
      return;
    }
    VBoxManage virtualBox = vm.virtualBox();
    // Names are looked up as this computer does, and its network leaves others to be reached.
    virtualBox.modify("--natdnshostresolver1", "on");
    virtualBox.modify("--natnet1", "10.174.249/24");
    if (isOther) {
      reporter.line("The VM gets %d MB of memory instead of %d.".formatted(memory, info.memory()));
      virtualBox.modify("--memory", Integer.toString(memory));
    }
  }

  /** VirtualBox counts a VM that stands still among those that run. */
  private boolean wakeUp() {
    Optional<VmInfo> info = vm.info();
    return switch (info.map(VmInfo::state).orElse("running")) {
      case "paused" -> {
        vm.virtualBox().control("resume");
        yield true;
      }
      case "gurumeditation", "stuck" -> {
        vm.context()
            .reporter()
            .warning("The VM '" + vm.settings().name() + "' had crashed, and is started again.");
        vm.virtualBox().control("poweroff");
        vm.dockerMachine().start();
        yield true;
      }
      default -> false;
    };
  }

  /** Stops the VM, if it runs. */
  void stop() {
    if (vm.state() == State.RUNNING) {
      vm.dockerMachine().stop();
    }
  }

  /** Makes the network of the VM anew, for one that cannot be reached. */
  void repair() {
    stop();
    for (VmInfo.HostOnlyAdapter adapter : vm.info().map(VmInfo::adapters).orElse(List.of())) {
      try {
        vm.virtualBox().removeInterface(adapter.network());
      } catch (UserError e) {
        // Gone already, or of a kind that is not removed; the start tells whether that matters.
        vm.context().reporter().warning(e.problem());
      }
    }
    vm.dockerMachine().start();
    vm.dockerMachine().regenerateCertificates();
  }
}
