package dev.dusty.plugin.nfs;

import java.util.Arrays;
import java.util.List;

/** The ports that a machine needs of an NFS server, as the options of its mounts say. */
final class NfsPorts {

  private NfsPorts() {}

  /**
   * Returns the TCP ports, that of the server itself first.
   *
   * @param options of a mount, as in nfs(5)
   */
  static List<Integer> of(String options) {
    List<String> each = Arrays.asList(options.split(",", -1));
    int port = NfsServer.PORT;
    boolean isVersion4 = false;
    boolean namesMountPort = false;
    for (String option : each) {
      int named = port(option);
      // What is no port is mount's to complain of, as any other wrong option.
      port = named >= 1 && named <= 65535 ? named : port;
      isVersion4 |= option.matches("(nfsvers|vers)=4.*");
      namesMountPort |= option.startsWith("mountport=");
    }
    // The portmapper tells where the mount daemon is, which version 4 does without.
    return isVersion4 || namesMountPort ? List.of(port) : List.of(port, NfsServer.PORTMAPPER);
  }

  private static int port(String option) {
    return option.matches("port=[0-9]{1,9}")
        ? Integer.parseInt(option.substring("port=".length()))
        : 0;
  }
}
