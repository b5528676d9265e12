package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.host.Pipe;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code dusty disk restore}: puts a backup in place of the persistent data of the Docker host.
 * What was there stays whole until the backup is there and checked.
 */
public final class DiskRestore {

  private final Dusty dusty;
  private final Caller caller;
  private final boolean yes;

  /**
   * Creates the command.
   *
   * @param yes whether to do it without asking
   */
  public DiskRestore(Dusty dusty, Caller caller, boolean yes) {
    this.dusty = dusty;
    this.caller = caller;
    this.yes = yes;
  }

  /**
   * Runs the command and returns its exit code.
   *
   * @param typed the folder with the backup
   */
  public int run(Path typed) throws IOException {
    Path folder = caller.console().resolve(typed);
    BackupFolder from = new BackupFolder(CallersFiles.processes(dusty, caller), folder);
    BackupFolder.Description description = from.description();
    // Whoever does not answer keeps nobody else waiting.
    if (!isMeant(description)) {
      caller.console().out().println("Nothing was changed.");
      return ExitCode.DONE;
    }
    return dusty.queue().run(caller, "disk restore", () -> restore(from, description));
  }

  private boolean isMeant(BackupFolder.Description description) {
    return yes
        || !caller.console().terminal().input()
        || DiskCleanup.isYes(
            caller.ask(
                "Replace all persistent data by that of %s? [y/N] ".formatted(description.made())));
  }

  private int restore(BackupFolder from, BackupFolder.Description description) throws IOException {
    Work work = Work.of(dusty, caller);
    try (Progress progress = Progress.of(caller.console())) {
      Surroundings surroundings = work.surroundings(progress);
      PersistentData data =
          new PersistentData(surroundings, Machines.started(surroundings).persist());
      checkStopped(Containers.of(work, surroundings).running());
      UnfinishedRestore unfinished = UnfinishedRestore.of(surroundings);
      unfinished.recover(data);
      check(description, data.facts());
      PersistentData calm =
          new PersistentData(work.uncancelledSurroundings(surroundings), data.folder());
      unfinished.begin(data.folder());
      boolean done = false;
      try {
        unpack(work, from, data, description, progress);
        caller.cancellation().check();
        progress.progress("exchanging");
        calm.exchange();
        done = true;
      } finally {
        if (!done) {
          var _ = calm.recover();
        }
        unfinished.end();
      }
      progress.finish();
      caller
          .console()
          .out()
          .println(
              "The persistent data is that of %s. Bring up what uses it: dusty up"
                  .formatted(description.made()));
    }
    return ExitCode.DONE;
  }

  private static void checkStopped(List<String> running) {
    if (!running.isEmpty()) {
      throw new UserError(
          "still-running",
          "these containers run and use the persistent data: " + String.join(", ", running),
          "stop them first: dusty stop");
    }
  }

  private static void check(BackupFolder.Description description, PersistentData.Facts facts) {
    if (description.sparse() && !facts.isSparse()) {
      throw new UserError(
          "tar-too-plain",
          "the backup may hold files with holes, which the tar of this Docker host cannot unpack",
          "install GNU tar there");
    }
    if (description.bytes() > facts.available()) {
      throw new UserError(
          "disk-full",
          "the backup has %s, and the Docker host has only %s left beside what is there"
              .formatted(Sizes.text(description.bytes()), Sizes.text(facts.available())),
          "make space there: 'dusty disk inspect' shows what takes it");
    }
  }

  private void unpack(
      Work work,
      BackupFolder from,
      PersistentData data,
      BackupFolder.Description description,
      Progress progress)
      throws IOException {
    Pipe.Outcome outcome =
        new Pipe(
                caller.cancellation(),
                bytes ->
                    progress.progress(
                        "copied %s of %s"
                            .formatted(Sizes.text(bytes), Sizes.text(description.bytes()))))
            .run(from.source(), new Pipe.End(work.processes(), data.unpack()));
    if (!outcome.sink().succeeded()) {
      throw new UserError(
          "restore-failed",
          "the backup cannot be unpacked on the Docker host: " + Reasons.first(outcome.sink()),
          "mend that and try again; the persistent data is as it was");
    }
    boolean isWhole =
        outcome.source().succeeded()
            && outcome.bytes() == description.bytes()
            && outcome.sha256().equals(description.sha256());
    if (!isWhole) {
      String reason =
          outcome.source().succeeded()
              ? "it is not what was written"
              : Reasons.first(outcome.source());
      throw new UserError(
          "backup-damaged",
          "the archive in '%s' is damaged: %s".formatted(from.folder(), reason),
          "restore another backup; the persistent data is as it was");
    }
  }
}
