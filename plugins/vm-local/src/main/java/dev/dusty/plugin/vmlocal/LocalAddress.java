package dev.dusty.plugin.vmlocal;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The address at which apps are reached. */
final class LocalAddress {

  static final ConfigKey KEY =
      ConfigKey.address(
          "local_address",
          "127.0.0.1",
          "Machine local: the address of this computer at which apps are reached");

  private LocalAddress() {}

  /**
   * Returns the configured address.
   *
   * @throws UserError if it is none of this computer
   */
  static String of(StepContext context) {
    String address = context.settings().get(KEY);
    if (!isOfThisComputer(address)) {
      throw new UserError(
          "local-address",
          "the configured local_address '" + address + "' is not an address of this computer",
          address,
          "an IP address that this computer has, such as 127.0.0.1",
          "set it with 'dusty config set local_address 127.0.0.1'");
    }
    return address;
  }

  /** Returns whether a program can listen at an address here. */
  static boolean isOfThisComputer(String text) {
    if (!Site.isAddress(text)) {
      return false;
    }
    // Listening is the use, and tells more than the list of addresses: 127.0.0.2 is in none.
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      if (address.isAnyLocalAddress()) {
        return false;
      }
      new ServerSocket(0, 1, address).close();
      return true;
    } catch (IllegalArgumentException | IOException e) {
      return false;
    }
  }
}
