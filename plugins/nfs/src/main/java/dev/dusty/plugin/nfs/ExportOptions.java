package dev.dusty.plugin.nfs;

import dev.dusty.api.UserError;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.StepContext;
import java.net.InetAddress;

/**
 * What all exports have in common.
 *
 * @param user whose rights they give; nobody gets any other ones
 * @param insecure whether requests may come from any port, and not from root's alone; see {@code
 *     exports(5)}
 */
record ExportOptions(HostUser user, boolean insecure) {

  /** Returns what is configured. */
  static ExportOptions of(StepContext context) {
    return new ExportOptions(
        context.user(), Boolean.parseBoolean(context.settings().get(NfsKeys.INSECURE)));
  }

  /**
   * Checks that a Linux server would answer a client. What comes from this computer's own address
   * is forwarded by a process of the user's, which has no port of root's.
   *
   * @throws UserError if it would not
   */
  void check(String client) {
    if (!insecure && InetAddress.ofLiteral(client).isLoopbackAddress()) {
      throw new UserError(
          "nfs-insecure-needed",
          "the machine has no network of its own with this computer, so it asks for repos from %s and a port that no NFS server takes by default"
              .formatted(client),
          "give the machine such a network (Lima: 'lima_network'); or run 'dusty config set %s true' if all users of this computer may read and write your repos"
              .formatted(NfsKeys.INSECURE.name()));
    }
  }
}
