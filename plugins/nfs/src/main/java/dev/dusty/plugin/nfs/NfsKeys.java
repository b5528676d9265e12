package dev.dusty.plugin.nfs;

import dev.dusty.api.ConfigKey;
import java.util.List;

/** What the user can configure. */
final class NfsKeys {

  static final ConfigKey SERVER =
      ConfigKey.choice(
          "nfs_server",
          List.of("linux", "macos"),
          "",
          "Whose form the exports file of this computer's NFS server has; empty to find out");

  static final ConfigKey RELOAD =
      new ConfigKey(
          "nfs_reload",
          ConfigKey.Type.ROOT_COMMAND,
          "",
          "What has the NFS server read its exports file again, where that is not the system's own"
              + " server; only root sets it");

  /**
   * By itself, a client asks only every 3 to 60 seconds whether a file has changed, which is too
   * long for who has just saved one.
   */
  static final ConfigKey OPTIONS =
      ConfigKey.text(
          "nfs_mount_options",
          "async,noatime,nfsvers=3,tcp,actimeo=1",
          "Options with which the VM mounts repos, as in nfs(5)");

  static final ConfigKey INSECURE =
      new ConfigKey(
          "nfs_insecure",
          ConfigKey.Type.BOOLEAN,
          "false",
          "Whether this computer's NFS server (Linux) takes requests from ports above 1023, as of a VM"
              + " without a network of its own; see docs/security.md");

  private NfsKeys() {}
}
