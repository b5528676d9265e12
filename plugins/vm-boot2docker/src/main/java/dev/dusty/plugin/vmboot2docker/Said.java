package dev.dusty.plugin.vmboot2docker;

import dev.dusty.plugin.vmssh.SshFailure;
import java.util.Locale;

/** What docker-machine and VBoxManage say where they fail. */
final class Said {

  private Said() {}

  /** Returns the line that says why: of VBoxManage the first, of others the last. */
  static String reason(String said) {
    return said.lines()
        .map(String::strip)
        .filter(line -> line.startsWith("VBoxManage: error: "))
        .map(line -> line.substring("VBoxManage: error: ".length()))
        .findFirst()
        .orElseGet(
            () ->
                said.lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("Error"))
                    .findFirst()
                    .orElseGet(() -> SshFailure.lastLine(said)));
  }

  /** Returns what helps, as far as that is known. */
  static String remedy(String said, String name) {
    String text = said.toLowerCase(Locale.ROOT);
    if (text.contains("already exists")) {
      return "docker-machine knows it, and its VM is gone: run 'docker-machine rm -f "
          + name
          + "' and try again";
    }
    if (text.contains("does not exist. use") || text.contains("host does not exist")) {
      return "the VM is not docker-machine's: remove it, or name another one with 'dusty config"
          + " set vm_name'";
    }
    if (text.contains("vt-x")
        || text.contains("amd-v")
        || text.contains("hardware virtualization")) {
      return "switch virtualization on in the computer's firmware, and end other programs that"
          + " hold it";
    }
    if (text.contains("e_accessdenied") && text.contains("hostonlyif")) {
      return "VirtualBox 6.1.28 and later allow networks with this computer in 192.168.56.0/21"
          + " alone: add the line '* 192.168.99.0/24' to /etc/vbox/networks.conf and try again; or"
          + " run 'docker-machine rm -f "
          + name
          + "', and set machine_options to '--virtualbox-hostonly-cidr 192.168.56.1/24'";
    }
    if (text.contains("no space left")
        || text.contains("disk_full")
        || text.contains("verr_disk")) {
      return "free some space on this computer's disk";
    }
    if (text.contains("resolve host")
        || text.contains("no such host")
        || text.contains("dial tcp")) {
      return "see that this computer has a network, and that 'dusty config set boot2docker_url'"
          + " names what can be had";
    }
    return "mend that and try again; 'dusty doctor' looks at the VM";
  }

  /** Returns whether docker-machine says that Docker's certificates are not for this address. */
  static boolean isOfCertificates(String said) {
    String text = said.toLowerCase(Locale.ROOT);
    return text.contains("x509")
        || text.contains("bad certificate")
        || text.contains("server.pem: no such file");
  }
}
