package dev.dusty.plugin.vmssh;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Copies files and trees with rsync over the VM's shared connection: with modes, times, links and
 * holes, and with owners where that is for the receiving side to say. There it is root, and here
 * the configured user, as whoever is root in a VM says what comes from it.
 */
public final class RemoteFiles {

  /** Ends when it is done or cancelled. */
  private static final Duration UNLIMITED = Duration.ofDays(1);

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private static final String VM = SshConfig.HOST + ":";

  private final Ssh ssh;

  /** Creates it for a VM. */
  public RemoteFiles(Ssh ssh) {
    this.ssh = ssh;
  }

  /**
   * Makes a path of the VM the same as a local one; what is only there stays.
   *
   * @param local a file or folder that the configured user can read, absolute; a link stands for
   *     what it leads to
   * @param remote its absolute path on the VM, whose parent is made
   * @throws UserError if that fails for a reason that can be mended
   */
  public void copyTo(Path local, String remote) throws IOException {
    Path source = local.toRealPath();
    // First, so that the connection which rsync uses is there.
    var _ = ssh.output(Identity.ROOT, LIMIT, "mkdir", "-p", "--", parent(remote));
    boolean isFolder = Files.isDirectory(source);
    rsync(source + (isFolder ? "/" : ""), VM + remote + (isFolder ? "/" : ""));
  }

  /**
   * Makes a local path the same as one of the VM; what is only here stays.
   *
   * @param remote a file or folder of the VM, absolute; a link stands for what it leads to
   * @param local its absolute path; what arrives belongs to the configured user, who can write
   *     there
   * @throws UserError if that fails for a reason that can be mended
   */
  public void copyFrom(String remote, Path local) throws IOException {
    Result kind =
        ssh.run(
            Command.of(
                Identity.ROOT,
                LIMIT,
                "sh",
                "-c",
                "if [ -d \"$1\" ]; then echo folder; else readlink -f \"$1\" || printf %s \"$1\"; fi",
                "sh",
                remote));
    if (!kind.succeeded()) {
      throw ssh.failed("readlink", kind);
    }
    String real = kind.output().strip();
    boolean isFolder = real.equals("folder");
    rsync(VM + (isFolder ? remote + "/" : real), local + (isFolder ? "/" : ""));
  }

  private void rsync(String from, String to) throws IOException {
    List<String> argv = new ArrayList<>(List.of("rsync", "-aHS", "--numeric-ids"));
    if (!Quoting.isPlain(from.startsWith(VM) ? from : to)) {
      // Old ones leave the path to the shell of the VM; Apple's takes neither the path nor this.
      argv.add("-s");
    }
    argv.add("--rsync-path=" + (ssh.isRoot() ? "rsync" : "sudo -n rsync"));
    argv.add("-e");
    argv.add("ssh -F '" + ssh.configuration() + "' -o ControlMaster=no");
    argv.add(from);
    argv.add(to);
    Result result;
    try {
      result =
          ssh.context()
              .processes()
              .run(Command.of(Identity.USER, UNLIMITED, argv.toArray(new String[0])));
    } catch (IOException e) {
      UserError missing =
          new UserError(
              "rsync-missing",
              "rsync cannot be started: " + e.getMessage(),
              "install it, and see that 'rsync --version' works");
      missing.initCause(e);
      throw missing;
    }
    if (!result.succeeded()) {
      throw failure(result, from, to);
    }
  }

  private UserError failure(Result result, String from, String to) {
    String errors = result.errors();
    if (Ssh.isDiskFull(errors) && to.startsWith(VM)) {
      return ssh.diskFull();
    }
    if (errors.toLowerCase(Locale.ROOT).contains("rsync: command not found")
        || errors.contains("rsync: not found")) {
      return new UserError(
          "vm-rsync",
          "rsync is not installed on the VM '" + ssh.vm() + "'",
          "run 'dusty up', which installs it where it can, or install it there by hand");
    }
    return SshFailure.said(withoutRsync(errors), ssh.vm())
        .orElseGet(
            () ->
                new UserError(
                    "vm-copy",
                    "'%s' cannot be copied to '%s': %s".formatted(from, to, reason(errors)),
                    "mend that, and try again"));
  }

  /** What is left was said by ssh. */
  private static String withoutRsync(String errors) {
    return errors
        .lines()
        .filter(line -> !line.startsWith("rsync"))
        .collect(Collectors.joining("\n"));
  }

  /** The last line tells only that there was an error before. */
  private static String reason(String errors) {
    return errors
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("rsync did not say why");
  }

  private static String parent(String remote) {
    int slash = remote.lastIndexOf('/');
    return slash <= 0 ? "/" : remote.substring(0, slash);
  }
}
