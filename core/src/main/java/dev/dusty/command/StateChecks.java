package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.ProcessRunner;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the daemon itself stands on: its folder, its socket, and git.
 *
 * @param daemon whether the daemon is what looks
 */
record StateChecks(Work work, boolean daemon) {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Set<PosixFilePermission> STATE =
      PosixFilePermissions.fromString("rwx--x--x");
  private static final Set<PosixFilePermission> SOCKET =
      PosixFilePermissions.fromString("rw-rw-rw-");
  private static final long LITTLE = 1L << 30;
  private static final long NOTHING = 50L << 20;

  List<Found> all() throws IOException {
    List<Found> found = new ArrayList<>();
    Path state = work.dusty().paths().state();
    if (Files.isDirectory(state)) {
      found.add(space(state));
      Set<PosixFilePermission> mode = Files.getPosixFilePermissions(state);
      if (!STATE.containsAll(mode)) {
        found.add(mode(state, STATE, "others could read there, and passwords are among it"));
      }
    }
    if (daemon) {
      found.addAll(socket(work.dusty().paths().socket()));
    }
    found.add(git());
    return found;
  }

  private static Found space(Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    long free = store.getUsableSpace();
    String what = "the disk of '%s' has %,d MiB free".formatted(folder, free >> 20);
    String why = "repos are kept there, and what an 'up' needs to put things back";
    String remedy = "free some space on it";
    if (free < NOTHING) {
      return Found.own(Finding.broken("state-disk-full", what, why, remedy));
    }
    return Found.own(
        free < LITTLE
            ? Finding.warning("state-disk-full", what, why, remedy)
            : Finding.fine("state-disk", what));
  }

  private static List<Found> socket(Path socket) throws IOException {
    if (!Files.exists(socket)) {
      return List.of(
          Found.own(
              Finding.broken(
                  "socket-gone",
                  "'" + socket + "' is not there any more",
                  "no other client can reach this daemon",
                  "restart the daemon")));
    }
    return Files.getPosixFilePermissions(socket).containsAll(SOCKET)
        ? List.of()
        : List.of(
            mode(
                socket,
                SOCKET,
                "all may connect, as the daemon knows who asks; now some cannot, who may ask"));
  }

  private static Found mode(Path path, Set<PosixFilePermission> wanted, String why)
      throws IOException {
    return Found.own(
        Finding.warning(
            "mode",
            "'%s' has the mode %s"
                .formatted(
                    path, PosixFilePermissions.toString(Files.getPosixFilePermissions(path))),
            why,
            "make it " + PosixFilePermissions.toString(wanted)),
        () -> Files.setPosixFilePermissions(path, wanted));
  }

  private Found git() {
    Finding missing =
        Finding.broken(
            "git-missing",
            "git does not work for " + work.user().name(),
            "repos are got with it",
            "install git, and see that 'git --version' works");
    try {
      ProcessRunner.Result result =
          work.processes().run(Command.of(Command.Identity.USER, LIMIT, "git", "--version"));
      return Found.own(result.succeeded() ? Finding.fine("git", result.output().strip()) : missing);
    } catch (IOException e) {
      return Found.own(missing);
    } catch (UserError e) {
      return Found.own(Finding.broken(e, "repos are got with git"));
    }
  }
}
