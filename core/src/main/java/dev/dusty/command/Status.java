package dev.dusty.command;

import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.RunStep;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.RunInput;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import dev.dusty.spec.Specs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code dusty status}: what is active, and in what state. */
public final class Status {

  private final Dusty dusty;
  private final Caller caller;

  /** Creates the command. */
  public Status(Dusty dusty, Caller caller) {
    this.dusty = dusty;
    this.caller = caller;
  }

  /** Runs the command and returns its exit code. */
  public int run(boolean json) throws IOException {
    List<dev.dusty.api.run.Status> rows = rows();
    Console console = caller.console();
    dusty.queue().interrupted().ifPresent(command -> console.err().println("there is " + command));
    return new Listing<dev.dusty.api.run.Status>()
        .column("NAME", "name", row -> row.name())
        .column("TYPE", "type", row -> row.kind())
        .column("STATE", "state", row -> row.state())
        .column("HEALTH", "health", row -> row.health())
        .column("ADDRESS", "address", row -> row.address())
        .show(console, json, rows);
  }

  private List<dev.dusty.api.run.Status> rows() throws IOException {
    Work work = Work.of(dusty, caller);
    Specs specs = work.specs();
    ActiveSpecs active = work.active(specs);
    RunInput run = Compilation.asDeployed(work, specs, active);
    List<dev.dusty.api.run.Status> rows = new ArrayList<>();
    try (Progress progress = new PlainProgress(caller.console())) {
      Surroundings surroundings = work.surroundings(progress);
      for (LoadedStep<RunStep> loaded : work.runner().steps()) {
        RunContext context = surroundings.looking(loaded.step().name(), run);
        rows.addAll(
            Machines.ofRunning(
                surroundings, () -> StepCall.of(loaded, () -> loaded.step().status(context))));
      }
    }
    active
        .libs()
        .forEach(
            lib -> {
              RepoCopy copy = work.copies().of(lib.spec().source().repo());
              String state = copy.kind() == RepoCopy.Kind.MANAGED ? "managed" : "override";
              rows.add(
                  new dev.dusty.api.run.Status(
                      lib.spec().name(), "lib", state, "", copy.folder().toString()));
            });
    return rows;
  }
}
