package dev.dusty.plugin.compose;

import dev.dusty.api.compile.Site;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address and a TCP port of the Docker host.
 *
 * @param address the address; empty for all of them
 * @param port the port, 1 to 65535
 */
record Endpoint(String address, int port) {

  private static final Pattern PUBLISHED =
      Pattern.compile("(?:\\[?([0-9A-Fa-f:.]+)\\]?:)?(\\d{1,5}):\\d{1,5}(?:/tcp)?");

  /**
   * Reads the short form of one of Compose's {@code ports}; empty where it names no single TCP port
   * of the Docker host.
   */
  static Optional<Endpoint> parse(String text) {
    Matcher matcher = PUBLISHED.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(matcher.group(2));
    String address = matcher.group(1) == null ? "" : matcher.group(1);
    return port < 1 || port > 65535 ? Optional.empty() : Optional.of(new Endpoint(address, port));
  }

  /** Returns whether not both can be listened at. */
  boolean collidesWith(Endpoint other) {
    return port == other.port
        && (isEverywhere() || other.isEverywhere() || address.equals(other.address));
  }

  /** Returns whether this means all addresses. */
  boolean isEverywhere() {
    return address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
  }

  @Override
  public String toString() {
    return (address.isEmpty() ? "" : Site.beforePort(address) + ":") + port;
  }
}
