package dev.dusty.host;

import dev.dusty.api.UserError;
import dev.dusty.api.machine.Platform;
import dev.dusty.api.step.HostUser;
import java.util.ArrayList;
import java.util.List;

/**
 * How a process with some uid runs a command as a user.
 *
 * @param uid whose process it is
 * @param platform what kind of computer it runs on
 */
public record RunAs(long uid, Platform platform) {

  /** Returns the kind of computer that this process runs on. */
  public static Platform thisPlatform() {
    return System.getProperty("os.name", "").startsWith("Mac") ? Platform.MACOS : Platform.LINUX;
  }

  /**
   * Returns the argument vector that runs a command as a user, with all that user's groups and the
   * environment that it is started in.
   *
   * @throws UserError with code {@code not-root} if that takes root and this process is not root's
   */
  public List<String> argv(HostUser user, List<String> command) {
    if (user.uid() == uid) {
      return List.copyOf(command);
    }
    if (uid != 0) {
      throw new UserError(
          "not-root",
          "only root can run '" + command.get(0) + "' as the user '" + user.name() + "'",
          "start the daemon as root, or make the user that it runs as the configured one");
    }
    List<String> argv =
        new ArrayList<>(
            switch (platform) {
              case LINUX ->
                  List.of(
                      "setpriv",
                      "--reuid=" + user.uid(),
                      "--regid=" + user.gid(),
                      "--init-groups",
                      "--");
              // -E: without it, sudo drops what the command's environment says.
              case MACOS -> List.of("sudo", "-n", "-E", "-u", user.name(), "--");
            });
    argv.addAll(command);
    return List.copyOf(argv);
  }
}
