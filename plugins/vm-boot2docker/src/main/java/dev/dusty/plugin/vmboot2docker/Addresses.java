package dev.dusty.plugin.vmboot2docker;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.step.Deadline;
import dev.dusty.api.step.Pause;
import dev.dusty.plugin.vmboot2docker.Vm.Reached;
import dev.dusty.plugin.vmssh.HostNetworks;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** At which addresses the VM and this computer find each other. */
record Addresses(Vm vm, Reached reached) {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /**
   * Returns the addresses and folders.
   *
   * @throws UserError if the VM has no address, or its Docker no bridge
   */
  Site site() throws IOException {
    Guest guest = vm.guest(reached.endpoint());
    Interfaces interfaces = guest.interfaces();
    String address = addressOf(interfaces).orElseThrow(this::noAddress);
    Optional<String> bridge = interfaces.bridge();
    return Site.at(
        address,
        bridge.isPresent() ? bridge.get() : guest.bridgeOfDocker().orElseThrow(this::noBridge));
  }

  /**
   * Returns the address of a VM that was just started, and may not have it yet.
   *
   * @throws UserError if it gets none
   */
  String awaitAddress() throws IOException {
    Deadline deadline = Deadline.in(PATIENCE);
    while (true) {
      vm.context().cancellation().check();
      Optional<String> address = address();
      if (address.isPresent()) {
        return address.get();
      }
      if (deadline.isOver()) {
        throw noAddress();
      }
      vm.context().reporter().progress("waiting for an address of the VM");
      Pause.of(PAUSE);
    }
  }

  /** Returns the VM's address; empty where it has none. */
  Optional<String> address() throws IOException {
    return addressOf(vm.guest(reached.endpoint()).interfaces());
  }

  private Optional<String> addressOf(Interfaces interfaces) {
    return reached.info().flatMap(interfaces::of).or(() -> vm.dockerMachine().address());
  }

  /**
   * Returns this computer's address as the VM sees it. In a network that both are in, this computer
   * knows it best: the VM's ssh server may see what forwards its port.
   */
  Optional<String> host() throws IOException {
    Guest guest = vm.guest(reached.endpoint());
    HostNetworks networks = HostNetworks.now();
    Optional<String> beside = addressOf(guest.interfaces()).flatMap(networks::beside);
    return beside.isPresent() ? beside : guest.client();
  }

  private UserError noAddress() {
    return new UserError(
        "vm-no-address",
        "the VM '" + vm.settings().name() + "' has no address that this computer could reach",
        "run 'dusty doctor --fix', which makes its network anew");
  }

  private UserError noBridge() {
    return new UserError(
        "vm-no-bridge",
        "Docker in the VM '" + vm.settings().name() + "' has no bridge with an address",
        "see what 'docker network inspect bridge' says in 'docker-machine ssh "
            + vm.settings().name()
            + "'");
  }
}
