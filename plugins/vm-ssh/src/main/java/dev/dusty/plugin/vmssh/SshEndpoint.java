package dev.dusty.plugin.vmssh;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where and as whom a VM is reached.
 *
 * @param identity the name under which its host key is kept: one for each VM that there ever was,
 *     so that a new VM at an old address is not taken for an impostor
 * @param host the address of its ssh server
 * @param port the port of its ssh server
 * @param user the login name; commands of root's go through {@code sudo} unless it is {@code root}
 * @param key the file of the private key, whose path has no control character, {@code "} or {@code
 *     \}: others could end the value in ssh's configuration, and begin a line of their own
 */
public record SshEndpoint(String identity, String host, int port, String user, Path key) {

  private static final Pattern ENDS_A_VALUE = Pattern.compile("[\\p{Cntrl}\"\\\\]");

  /**
   * Checks that the texts can stand in ssh's configuration, wherever they come from.
   *
   * @throws IllegalArgumentException if one cannot
   */
  public SshEndpoint {
    for (String text : new String[] {identity, host, user}) {
      if (!text.matches("[A-Za-z0-9_][A-Za-z0-9._:%-]*")) {
        throw new IllegalArgumentException("'" + text + "' cannot be given to ssh");
      }
    }
    if (ENDS_A_VALUE.matcher(key.toString()).find()) {
      throw new IllegalArgumentException("the path of its key cannot be given to ssh");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(port + " is no port");
    }
  }

  /** Returns whether commands are root's anyway. */
  boolean isRoot() {
    return user.equals("root");
  }
}
