package dev.dusty.api.spec;

import java.util.Locale;

/**
 * A rule that makes an app's port reachable by a host name, from the host and from every app
 * container.
 *
 * @param hostName a valid DNS name; kept in lower case, as DNS does not tell cases apart
 * @param hostPort the port on the Docker host, 1 to 65535
 * @param containerPort the port in the app's container, 1 to 65535
 * @param type how the traffic is passed on
 * @since 1.0
 */
public record HostForwarding(String hostName, int hostPort, int containerPort, Type type) {

  /**
   * How traffic is passed on.
   *
   * @since 1.0
   */
  public enum Type {
    /** HTTP/1.1, WebSocket and server-sent events; several host names may share a port. */
    HTTP,
    /** Raw TCP; it needs a host port of its own, as there is no name in the bytes to choose by. */
    STREAM;

    /** Returns the word that specs use. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks name and ports. */
  public HostForwarding {
    hostName = hostName.toLowerCase(Locale.ROOT);
    if (!Names.isHostName(hostName)) {
      throw new IllegalArgumentException("'" + hostName + "' is not a valid DNS name");
    }
    checkPort(hostPort);
    checkPort(containerPort);
  }

  private static void checkPort(int port) {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
    }
  }
}
