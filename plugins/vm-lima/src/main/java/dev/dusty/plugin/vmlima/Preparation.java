package dev.dusty.plugin.vmlima;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Result;
import java.time.Duration;

/** What a VM that runs is given before it is used. */
final class Preparation {

  /** Programs are loaded and installed the first time. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private static final int NO_DOCKER = 3;
  private static final int NOT_INSTALLED = 4;

  /**
   * Makes the folders that it gets as arguments; installs rsync and what mounts NFS, which images
   * of servers lack now and then; and waits for Docker, which starts with the VM.
   */
  private static final String SCRIPT =
      """
      umask 022
      for folder; do
        [ -d "$folder" ] || mkdir -p "$folder" || exit
      done
      if ! command -v rsync >/dev/null || ! [ -x /sbin/mount.nfs -o -x /usr/sbin/mount.nfs ]; then
        if command -v apt-get >/dev/null; then
          export DEBIAN_FRONTEND=noninteractive
          { apt-get install -qy rsync nfs-common \
            || { apt-get update -q && apt-get install -qy rsync nfs-common; }; } >&2 || exit 4
        elif command -v dnf >/dev/null; then
          dnf install -qy rsync nfs-utils >&2 || exit 4
        elif command -v zypper >/dev/null; then
          zypper -qn install rsync nfs-client >&2 || exit 4
        elif command -v pacman >/dev/null; then
          pacman -Sy --noconfirm --needed rsync nfs-utils >&2 || exit 4
        elif command -v apk >/dev/null; then
          apk add -q rsync nfs-utils >&2 || exit 4
        else
          echo 'no package manager that Dusty knows' >&2
          exit 4
        fi
      fi
      tries=0
      until answer=$(docker version --format '{{.Server.Version}}' 2>&1); do
        tries=$((tries + 1))
        [ $tries -lt 60 ] || { echo "$answer" >&2; exit 3; }
        sleep 1
      done
      """;

  private Preparation() {}

  /** Returns what does it, as the VM's root. */
  static Command command(Site folders) {
    return Command.of(
        Identity.ROOT,
        LIMIT,
        "sh",
        "-c",
        SCRIPT,
        "sh",
        folders.persist(),
        folders.assets(),
        folders.repos(),
        folders.commandFiles(),
        folders.copyArea());
  }

  /**
   * Checks what became of it.
   *
   * @param name the VM's
   * @throws UserError if the VM is not as it has to be
   */
  static void check(Result result, String name) {
    String reason =
        result
            .errors()
            .lines()
            .filter(line -> !line.isBlank())
            .reduce((first, second) -> second)
            .orElse("exit code " + result.exitCode())
            .strip();
    switch (result.exitCode()) {
      case 0 -> {}
      case NO_DOCKER ->
          throw new UserError(
              "lima-docker",
              "no Docker engine answers in the VM '" + name + "': " + reason,
              "see with 'limactl shell "
                  + name
                  + " sudo journalctl -u docker' why; a template with Docker, such as"
                  + " template://docker-rootful, is what the VM has to be made from");
      case NOT_INSTALLED ->
          throw new UserError(
              "lima-programs",
              "rsync and what mounts NFS cannot be installed in the VM '" + name + "': " + reason,
              "see that the VM reaches the internet, or install them with 'limactl shell "
                  + name
                  + "'");
      default ->
          throw new UserError(
              "lima-prepare",
              "the VM '" + name + "' cannot be prepared: " + reason,
              "see with 'limactl shell " + name + "' what is wrong with its disk");
    }
  }
}
