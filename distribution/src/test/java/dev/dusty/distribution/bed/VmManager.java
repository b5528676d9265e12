package dev.dusty.distribution.bed;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** By what a VM is made and started, and so reached. */
public enum VmManager {
  /** VirtualBox by docker-machine. */
  DOCKER_MACHINE(VirtualMachine.NAME, "docker-machine", "ssh") {
    @Override
    Map<String, String> engine(Path home, String address) {
      return Map.of(
          "DOCKER_HOST", "tcp://" + address + ":2376",
          "DOCKER_TLS_VERIFY", "1",
          "DOCKER_CERT_PATH", home + "/.docker/machine/machines/dusty");
    }
  },
  /** Lima. */
  LIMA(VirtualMachine.LIMA, "limactl", "shell") {
    @Override
    Map<String, String> engine(Path home, String address) {
      return Map.of("DOCKER_HOST", "unix://" + home + "/.lima/dusty/sock/docker.sock");
    }
  };

  private final String machine;
  private final String program;
  private final String shell;

  VmManager(String machine, String program, String shell) {
    this.machine = machine;
    this.program = program;
    this.shell = shell;
  }

  /** Returns that of a machine of Dusty's configuration; empty for one without VM. */
  static Optional<VmManager> of(String machine) {
    return Arrays.stream(values()).filter(one -> one.machine.equals(machine)).findFirst();
  }

  /** Returns the name that Dusty's configuration has for such a machine. */
  String machine() {
    return machine;
  }

  /** Returns the variables by which docker finds the engine in the VM. */
  abstract Map<String, String> engine(Path home, String address);

  /** Returns the program and the arguments that run a line of shell in the VM, as its root. */
  List<String> inside(String line) {
    return List.of(program, shell, "dusty", "sudo", "sh", "-c", line);
  }
}
