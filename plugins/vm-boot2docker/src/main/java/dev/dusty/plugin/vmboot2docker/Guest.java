package dev.dusty.plugin.vmboot2docker;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.plugin.vmssh.Ssh;
import dev.dusty.plugin.vmssh.SshFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The inside of the VM. */
record Guest(Vm owner, Ssh ssh) {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration ENGINE = Duration.ofSeconds(20);
  private static final Duration INSTALLATION = Duration.ofMinutes(5);

  private static final Site FOLDERS = Site.at("127.0.0.1", "127.0.0.1");

  /** The first argument is where the disk is; empty where root is on one. */
  private static final String PREPARE =
      """
      disk=$1 persist=$2
      shift
      if [ -n "$disk" ]; then
        mkdir -p "$disk$persist" || exit 1
        if [ -d "$persist" ] && [ ! -L "$persist" ]; then
          rmdir "$persist" || exit 1
        fi
        [ "$(readlink "$persist")" = "$disk$persist" ] || ln -sfn "$disk$persist" "$persist" || exit 1
      fi
      mkdir -p "$@" || exit 1
      if command -v rsync >/dev/null; then echo rsync; elif command -v tce-load >/dev/null; then echo tce-load; fi
      """;

  /**
   * Makes the folders of a site, and sees that rsync is there.
   *
   * @throws UserError if the VM cannot be used
   */
  void prepare() throws IOException {
    Mounts mounts = Mounts.parse(ssh.output(Identity.USER, LIMIT, "cat", "/proc/mounts"));
    Optional<String> disk = mounts.disk();
    if (disk.isEmpty() && mounts.isRootInMemory()) {
      throw noDisk();
    }
    String found =
        ssh.output(
                Identity.ROOT,
                LIMIT,
                "sh",
                "-c",
                PREPARE,
                "sh",
                disk.orElse(""),
                FOLDERS.persist(),
                FOLDERS.assets(),
                FOLDERS.repos(),
                FOLDERS.commandFiles(),
                FOLDERS.copyArea())
            .strip();
    switch (found) {
      case "rsync" -> {}
      case "tce-load" -> installRsync();
      default -> throw noRsync("it is not there");
    }
  }

  /** tce-load refuses to be root. */
  private void installRsync() throws IOException {
    owner.context().reporter().progress("installing rsync on the VM");
    Result result = ssh.run(Command.of(Identity.USER, INSTALLATION, "tce-load", "-wi", "rsync"));
    if (!result.succeeded()) {
      throw noRsync(
          "'tce-load -wi rsync' says: "
              + SshFailure.lastLine(result.errors().isBlank() ? result.output() : result.errors()));
    }
  }

  private String name() {
    return owner.settings().name();
  }

  private UserError noDisk() {
    return new UserError(
        "vm-no-disk",
        "the VM '" + name() + "' has no disk below /mnt, and all else in it is gone when it stops",
        "see what 'docker-machine ssh "
            + name()
            + " mount' and 'docker-machine ssh "
            + name()
            + " dmesg' say of its disk; where it has none, make the VM anew with one");
  }

  private UserError noRsync(String reason) {
    return new UserError(
        "vm-rsync",
        "the VM '" + name() + "' has no rsync: " + reason,
        "see that the VM has a network, or install rsync in it by hand ('docker-machine ssh "
            + name()
            + "')");
  }

  /** Returns the VM's addresses as it tells them now. */
  Interfaces interfaces() throws IOException {
    return Interfaces.parse(ssh.output(Identity.USER, LIMIT, "ip", "addr", "show"));
  }

  /** Returns this computer's address as the VM's ssh server sees it. */
  Optional<String> client() throws IOException {
    Result result =
        ssh.run(Command.of(Identity.USER, LIMIT, "sh", "-c", "echo \"$SSH_CONNECTION\""));
    return Optional.of(result.output().strip().split(" ", 2)[0]).filter(Site::isAddress);
  }

  /** Returns what the VM's Docker has as its bridge's gateway, whatever its name is. */
  Optional<String> bridgeOfDocker() throws IOException {
    Result result =
        ssh.run(
            Command.of(
                Identity.ROOT,
                ENGINE,
                "docker",
                "network",
                "inspect",
                "bridge",
                "--format",
                "{{range .IPAM.Config}}{{.Gateway}} {{end}}"));
    return Optional.of(result.output().strip().split("[ /]", 2)[0]).filter(Site::isAddress);
  }
}
