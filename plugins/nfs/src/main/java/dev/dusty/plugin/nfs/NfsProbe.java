package dev.dusty.plugin.nfs;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Sends a file through NFS to the machine and back: by a mount of a moment, in the folder of
 * Dusty's own copies, so that nothing appears in anybody's repo.
 *
 * @param host this computer's address, as the machine sees it
 */
record NfsProbe(MachineContext context, Vm vm, String host) {

  private static final String ANSWER = ".answer";
  private static final String WRITE = "printf %s \"$2\" >\"$1\"";
  private static final String REMOVE = "rm -f \"$1\" \"$2\"";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /**
   * Adds what was found, and returns whether the machine can mount at all.
   *
   * @param exports not empty
   */
  boolean add(Exports exports, List<Finding> findings) throws IOException {
    Path managed = context.files().managedRepos();
    Path real = Files.isDirectory(managed) ? managed.toRealPath() : managed;
    boolean isManaged = exports.clients().containsKey(real);
    Path folder = isManaged ? real : exports.clients().firstKey();
    String source = Site.beforePort(host) + ":" + folder;
    if (!isManaged) {
      return mounts(source, vm.probe(source, ""), findings);
    }
    String name = ".dusty-probe-" + UUID.randomUUID();
    Path file = folder.resolve(name);
    Path answer = folder.resolve(name + ANSWER);
    try {
      ProcessRunner.Result sent = asUser(WRITE, file, name);
      Vm.Probe probe = vm.probe(source, sent.succeeded() ? name : "");
      if (!mounts(source, probe, findings)) {
        return false;
      }
      if (!sent.succeeded()) {
        String reason = sent.errors().lines().findFirst().orElse("nobody said why");
        findings.add(unwritable("the configured user", folder, reason));
        return true;
      }
      findings.add(
          probe.read().equals(name)
              ? Finding.fine("nfs-read", "a file of this computer is read on the machine")
              : Finding.broken(
                  "nfs-read",
                  "a new file in %s is not seen on the machine".formatted(folder),
                  "containers see old code, or none",
                  "see that the exports file means this folder, and run 'dusty up'"));
      findings.add(written(probe, folder, answer));
      return true;
    } finally {
      asUser(REMOVE, file, answer.toString());
    }
  }

  /** The folder is the user's, who may exchange what is in it at any moment: nothing of root's. */
  private ProcessRunner.Result asUser(String script, Path file, String argument)
      throws IOException {
    return context
        .processes()
        .run(Command.of(Identity.USER, LIMIT, "sh", "-c", script, "sh", file.toString(), argument));
  }

  private boolean mounts(String source, Vm.Probe probe, List<Finding> findings) {
    if (probe.failure().isEmpty()) {
      findings.add(Finding.fine("nfs-mount", "the machine mounts " + source));
      return true;
    }
    UserError error = MountTrouble.of(source, probe.failure().get(), true);
    findings.add(Finding.broken(error, "containers see no code without it"));
    return false;
  }

  private Finding written(Vm.Probe probe, Path folder, Path answer) throws IOException {
    if (probe.unwritable().isPresent() || !Files.exists(answer, LinkOption.NOFOLLOW_LINKS)) {
      return unwritable("the machine", folder, probe.unwritable().orElse("nothing arrives here"));
    }
    long uid =
        ((Number) Files.getAttribute(answer, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue();
    return uid == context.user().uid()
        ? Finding.fine("nfs-write", "what the machine writes belongs to " + context.user().name())
        : Finding.warning(
            "nfs-owner",
            "what the machine writes in %s belongs to user %d, and not to %s"
                .formatted(folder, uid, context.user().name()),
            "git and you may not be able to change it",
            "see that the exports file is in effect as it is: run 'dusty up'");
  }

  private Finding unwritable(String who, Path folder, String reason) {
    return Finding.broken(
        "nfs-write",
        "%s cannot write in %s: %s".formatted(who, folder, reason),
        "containers cannot write into repos",
        "make that folder the configured user's, '" + context.user().name() + "'");
  }
}
