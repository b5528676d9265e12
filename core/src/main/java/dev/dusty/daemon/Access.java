package dev.dusty.daemon;

import dev.dusty.api.step.HostUser;
import dev.dusty.command.Accounts;
import dev.dusty.config.Config;
import java.io.IOException;
import java.util.Optional;

/**
 * Who may ask: root, the user who runs the daemon, the configured user, and members of the group
 * {@code dusty}; before there is a configured user, whoever started the daemon by {@code sudo}.
 *
 * @param uid the user that the daemon runs as
 * @param installer who started the daemon by sudo, if anybody
 * @param accounts looks up users
 */
record Access(long uid, Optional<String> installer, Accounts accounts) {

  private static final String GROUP = "dusty";
  private static final long ROOT = 0;

  /** Returns whether a user may ask. */
  boolean isOpenTo(HostUser user, Config config) throws IOException {
    return user.uid() == ROOT
        || user.uid() == uid
        || config.value(Config.USERNAME).or(() -> installer).equals(Optional.of(user.name()))
        || accounts.isInGroup(user.name(), GROUP);
  }
}
