package dev.dusty.daemon;

import dev.dusty.api.step.HostUser;
import dev.dusty.command.Accounts;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;

/** Who is at the other end of a connection, as the kernel says. */
final class Peer {

  private Peer() {}

  /** Returns the user of the process that connected. */
  static HostUser of(SocketChannel channel, Accounts accounts) throws IOException {
    UserPrincipal user = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    String name = user.getName();
    // A user without a name, as in some containers, is known by the number.
    Optional<HostUser> known =
        name.chars().allMatch(Character::isDigit)
            ? accounts.withUid(Long.parseLong(name))
            : accounts.named(name);
    return known.orElseThrow(() -> new IOException("nobody knows the user '" + name + "'"));
  }
}
