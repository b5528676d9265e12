package dev.dusty.plugin.vmboot2docker;

import dev.dusty.api.UserError;
import dev.dusty.plugin.vmboot2docker.Vm.Reached;
import dev.dusty.plugin.vmssh.Ssh;
import java.io.IOException;
import java.time.Duration;

/** Gets into a VM that runs, and makes of it what Dusty needs. */
record Opening(Vm vm, Reached reached) {

  private static final Duration AFTER_A_START = Duration.ofMinutes(3);
  private static final Duration WHERE_IT_RAN = Duration.ofSeconds(45);

  /**
   * Does so, over the connection that all later commands share.
   *
   * @param wasDown whether it did not run before, so that it may need time and no connection is
   *     left
   * @throws UserError if it does not let Dusty in
   */
  void open(boolean wasDown) throws IOException {
    Ssh ssh = vm.ssh(reached.endpoint());
    if (wasDown) {
      ssh.disconnect();
    }
    vm.context().reporter().progress("waiting for the VM '" + vm.settings().name() + "'");
    ssh.await(wasDown ? AFTER_A_START : WHERE_IT_RAN);
    new Guest(vm, ssh).prepare();
  }
}
