package dev.dusty.plugin.vmssh;

import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The configuration of ssh, in a file: so it is the same for ssh and for what starts ssh, and what
 * the user's own configuration says does not matter.
 *
 * @param file the configuration, which belongs to the daemon
 * @param folder the user's part: the socket of the shared connection and the known host keys
 */
record SshConfig(Path file, Path folder) {

  /** What the VM is called in the configuration. */
  static final String HOST = "vm";

  /** A path of a socket may have 104 bytes on macOS, and ssh adds 17 while it makes it. */
  private static final int LONGEST_SOCKET = 86;

  /** Writes what there is to know of a VM into the state folder of its plugin. */
  static SshConfig write(StepContext context, SshEndpoint endpoint) throws IOException {
    Path state = context.files().state();
    SshConfig config = new SshConfig(state.resolve("ssh_config"), state.resolve("ssh"));
    makeFolder(config.folder(), context.user().uid(), context.user().gid());
    String text = config.text(endpoint);
    if (!Files.isRegularFile(config.file()) || !Files.readString(config.file()).equals(text)) {
      Path written =
          Files.createTempFile(
              state,
              "ssh_config",
              null,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(written, text);
      Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(written, config.file(), StandardCopyOption.ATOMIC_MOVE);
    }
    return config;
  }

  private static void makeFolder(Path folder, long uid, long gid) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    if (((Number) Files.getAttribute(folder, "unix:uid")).longValue() != uid) {
      Files.setAttribute(folder, "unix:gid", Math.toIntExact(gid), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(folder, "unix:uid", Math.toIntExact(uid), LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Returns the socket of the shared connection to a VM at an address. */
  Path socket(SshEndpoint endpoint) {
    int hash = (endpoint.host() + " " + endpoint.port() + " " + endpoint.user()).hashCode();
    return folder.resolve(Integer.toHexString(hash));
  }

  private String text(SshEndpoint endpoint) {
    Path socket = socket(endpoint);
    boolean fits = socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET;
    return """
        # Written by Dusty, and written again when it changes.
        Host %s
          HostName %s
          Port %d
          User %s
          IdentityFile %s
          IdentitiesOnly yes
          PreferredAuthentications publickey
          BatchMode yes
          HostKeyAlias %s
          StrictHostKeyChecking accept-new
          CheckHostIP no
          UserKnownHostsFile %s
          GlobalKnownHostsFile /dev/null
          ConnectTimeout 30
          ServerAliveInterval 5
          ServerAliveCountMax 3
          ControlMaster auto
          ControlPath %s
          ControlPersist 600
          ForwardAgent no
          RequestTTY no
          EscapeChar none
          LogLevel ERROR
        """
        .formatted(
            HOST,
            endpoint.host(),
            endpoint.port(),
            endpoint.user(),
            value(endpoint.key()),
            endpoint.identity(),
            value(folder.resolve("known_hosts")),
            fits ? value(socket) : "none");
  }

  /** ssh reads {@code %} as the begin of one of its own variables. */
  private static String value(Path path) {
    return "\"" + path.toString().replace("%", "%%") + "\"";
  }
}
