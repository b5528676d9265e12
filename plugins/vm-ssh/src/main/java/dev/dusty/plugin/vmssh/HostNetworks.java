package dev.dusty.plugin.vmssh;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The networks that this computer is in.
 *
 * @param own its address in each
 */
public record HostNetworks(List<Own> own) {

  /**
   * An address of this computer.
   *
   * @param address IPv4
   * @param prefix how many bits of it are the network's, 0 to 32
   */
  public record Own(Inet4Address address, int prefix) {

    boolean isInNetworkOf(Inet4Address other) {
      return bits(address) >>> (32 - prefix) == bits(other) >>> (32 - prefix);
    }

    /** As a long, of which any number of bits can be shifted out. */
    private static long bits(Inet4Address address) {
      long bits = 0;
      for (byte part : address.getAddress()) {
        bits = (bits << 8) | (part & 0xff);
      }
      return bits;
    }
  }

  /** Copies the addresses. */
  public HostNetworks {
    own = List.copyOf(own);
  }

  /**
   * Looks.
   *
   * @throws IOException if the system does not tell
   */
  public static HostNetworks now() throws IOException {
    return new HostNetworks(
        NetworkInterface.networkInterfaces()
            .flatMap(one -> one.getInterfaceAddresses().stream())
            .flatMap(HostNetworks::own4)
            .toList());
  }

  private static Stream<Own> own4(InterfaceAddress address) {
    return address.getAddress() instanceof Inet4Address v4
        ? Stream.of(new Own(v4, address.getNetworkPrefixLength()))
        : Stream.empty();
  }

  /**
   * Returns this computer's address in the smallest network that another address is in: what is
   * there reaches it without anybody's help.
   *
   * @param other an IP address
   * @return empty if there is no such network, or if the other address is none of IPv4's
   */
  public Optional<String> beside(String other) {
    if (!(InetAddress.ofLiteral(other) instanceof Inet4Address address)) {
      return Optional.empty();
    }
    return own.stream()
        .filter(one -> one.isInNetworkOf(address))
        .max(Comparator.comparingInt(Own::prefix))
        .map(one -> one.address().getHostAddress());
  }
}
