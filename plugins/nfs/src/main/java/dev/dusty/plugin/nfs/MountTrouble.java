package dev.dusty.plugin.nfs;

import dev.dusty.api.UserError;
import java.util.Locale;

/** What it means that a machine could not mount a folder of this computer. */
final class MountTrouble {

  private MountTrouble() {}

  /**
   * Explains what mount said.
   *
   * @param source what was to be mounted, as address, colon and folder
   * @param message what mount said
   * @param isListening whether an NFS server listens on this computer
   */
  static UserError of(String source, String message, boolean isListening) {
    String said = message.toLowerCase(Locale.ROOT);
    int colon = source.indexOf(":/");
    String folder = source.substring(colon + 1);
    String address = source.substring(0, Math.max(0, colon));
    if (!isListening) {
      return new UserError(
          "nfs-server-down",
          "no NFS server answers on this computer, so the machine could not mount " + folder,
          "start it (Linux: 'systemctl start nfs-server', macOS: 'sudo nfsd enable') and try again");
    }
    if (said.contains("denied")
        || said.contains("no such file")
        || said.contains("not permitted")) {
      return new UserError(
          "nfs-denied",
          "the NFS server of this computer does not let the machine have %s: %s"
              .formatted(folder, message),
          "see what 'dusty doctor' says of the exports file, and try again");
    }
    if (said.contains("helper program")
        || said.contains("unknown filesystem")
        || said.contains("no such device")) {
      return new UserError(
          "nfs-client-missing",
          "the machine cannot mount NFS: " + message,
          "install an NFS client there (Debian: nfs-common) and try again");
    }
    if (said.contains("refused")
        || said.contains("timed out")
        || said.contains("no route")
        || said.contains("unreachable")
        || said.contains("rpc")) {
      return new UserError(
          "nfs-unreachable",
          "the machine does not reach the NFS server of this computer at %s: %s"
              .formatted(address, message),
          "restart it if it hangs, or let the firewall of this computer pass ports 111, 2049 and the"
              + " mount daemon's from the machine's address");
    }
    return new UserError(
        "nfs-mount",
        "the machine could not mount %s: %s".formatted(source, message),
        "see 'dusty doctor', and the options in 'dusty config get " + NfsKeys.OPTIONS.name() + "'");
  }
}
