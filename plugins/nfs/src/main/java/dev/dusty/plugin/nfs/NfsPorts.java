package dev.dusty.plugin.nfs;

import java.util.Arrays;
import java.util.List;

/** The ports that a machine needs of an NFS server, as the options of its mounts say. */
final class NfsPorts {

  private NfsPorts() {}

  /**
   * Returns the TCP ports.
   *
   * @param options of a mount, as in nfs(5)
   */
  static List<Integer> of(String options) {
    List<String> each = Arrays.asList(options.split(",", -1));
    int port = NfsServer.PORT;
    boolean isVersion4 = false;
    boolean namesMountPort = false;
    for (String option : each) {
      if (option.matches("port=[0-9]{1,5}")) {
        port = Integer.parseInt(option.substring("port=".length()));
      }
      isVersion4 |= option.matches("(nfsvers|vers)=4.*");
      namesMountPort |= option.startsWith("mountport=");
    }
    // The portmapper tells where the mount daemon is, which version 4 does without.
    return isVersion4 || namesMountPort ? List.of(port) : List.of(port, NfsServer.PORTMAPPER);
  }
}
