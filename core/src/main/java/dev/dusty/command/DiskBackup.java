package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.host.Pipe;
import dev.dusty.run.Surroundings;
import dev.dusty.run.Uncancelled;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** {@code dusty disk backup}: copies the persistent data of the Docker host to a folder. */
public final class DiskBackup {

  private static final int MOST_SHOWN = 5;

  private final Dusty dusty;
  private final Caller caller;

  /** Creates the command. */
  public DiskBackup(Dusty dusty, Caller caller) {
    this.dusty = dusty;
    this.caller = caller;
  }

  /**
   * Runs the command and returns its exit code.
   *
   * @param typed the folder, which is empty or not there yet
   */
  public int run(Path typed) throws IOException {
    Path folder = caller.console().resolve(typed);
    return dusty.queue().run(caller, "disk backup", () -> backup(folder));
  }

  private int backup(Path folder) throws IOException {
    Work work = Work.of(dusty, caller);
    BackupFolder to = new BackupFolder(CallersFiles.processes(dusty, caller), folder);
    try (Progress progress = Progress.of(caller.console())) {
      Surroundings surroundings = work.surroundings(progress);
      PersistentData data =
          new PersistentData(surroundings, Machines.started(surroundings).persist());
      UnfinishedRestore.of(surroundings).recover(data);
      List<String> running = Containers.of(work, surroundings).running();
      if (!running.isEmpty()) {
        progress.warning(
            "containers run, and what they write meanwhile may be in the backup in part;"
                + " 'dusty stop' first to be certain");
      }
      boolean made = to.prepare();
      boolean done = false;
      try {
        copy(work, data, to, progress);
        done = true;
      } finally {
        if (!done) {
          new BackupFolder(to.processes().with(Uncancelled.FOREVER), folder).discard(made);
        }
      }
    }
    return ExitCode.DONE;
  }

  private void copy(Work work, PersistentData data, BackupFolder to, Progress progress)
      throws IOException {
    boolean sparse = data.facts().isSparse();
    Pipe.Outcome outcome =
        new Pipe(caller.cancellation(), bytes -> progress.progress("copied " + Sizes.text(bytes)))
            .run(new Pipe.End(work.processes(), data.pack()), to.sink());
    if (!outcome.sink().succeeded()) {
      throw new UserError(
          "backup-failed",
          "the backup cannot be written to '%s': %s"
              .formatted(to.folder(), Reasons.first(outcome.sink())),
          "make space there, or name another folder; nothing was left behind");
    }
    if (!outcome.source().succeeded()) {
      throw new UserError(
          "backup-failed",
          "the persistent data cannot be read whole: " + Reasons.first(outcome.source()),
          "mend that and try again; nothing was left behind");
    }
    List<String> said = Reasons.lines(outcome.source());
    said.stream().limit(MOST_SHOWN).forEach(progress::warning);
    if (said.size() > MOST_SHOWN) {
      progress.warning("and %d more".formatted(said.size() - MOST_SHOWN));
    }
    to.finish(
        new BackupFolder.Description(
            BackupFolder.Description.FORMAT,
            dusty.version(),
            data.surroundings().machine().step().name(),
            data.folder(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            outcome.bytes(),
            outcome.sha256(),
            sparse));
    progress.finish();
    caller
        .console()
        .out()
        .println(
            "The persistent data is in '%s', with %s."
                .formatted(to.folder(), Sizes.text(outcome.bytes())));
  }
}
