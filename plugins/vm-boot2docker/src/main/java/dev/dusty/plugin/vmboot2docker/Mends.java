package dev.dusty.plugin.vmboot2docker;

import dev.dusty.api.step.Finding;
import dev.dusty.plugin.vmssh.SshFailure;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What of a VM can be mended, by the code of what is found. */
final class Mends {

  private static final Mend START =
      vm -> {
        boolean _ = new Lifecycle(vm).start();
      };
  private static final Mend NETWORK = vm -> new Lifecycle(vm).repair();
  private static final Mend INSIDE = vm -> vm.guest(vm.reach().endpoint()).prepare();

  private static final Map<String, Mend> BY_CODE =
      Map.of(
          "vm-stands",
          START,
          "vm-certificates",
          vm -> vm.dockerMachine().regenerateCertificates(),
          "vm-host-key",
          vm -> vm.ssh(vm.reach().endpoint()).forgetHostKey(),
          "vm-command",
          INSIDE,
          "vm-disk",
          INSIDE,
          "vm-no-address",
          NETWORK,
          "vm-docker",
          NETWORK,
          "vm-login",
          NETWORK,
          SshFailure.UNREACHABLE,
          NETWORK,
          SshFailure.SILENT,
          NETWORK);

  private Mends() {}

  /** What mends something. */
  private interface Mend {
    void on(Vm vm) throws IOException;
  }

  /** Returns the finding, as one that can be fixed if it can. */
  static Finding offered(Finding finding) {
    return BY_CODE.containsKey(finding.code()) ? finding.thatCanBeFixed() : finding;
  }

  /**
   * Mends what was found.
   *
   * @throws IllegalArgumentException if that cannot be mended
   */
  static void mend(Vm vm, Finding finding) throws IOException {
    Optional.ofNullable(BY_CODE.get(finding.code()))
        .orElseThrow(() -> new IllegalArgumentException(finding.code()))
        .on(vm);
  }
}
