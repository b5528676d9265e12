package dev.dusty.command;

import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.run.RunStep;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.RunInput;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import dev.dusty.spec.Specs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    if (json) {
      console.json(rows.stream().map(Status::fields).toList());
      return ExitCode.DONE;
    }
    Table table = new Table("NAME", "TYPE", "STATE", "HEALTH", "ADDRESS");
    rows.forEach(
        row -> table.row(row.name(), row.kind(), row.state(), row.health(), row.address()));
    console.out().print(table);
    return ExitCode.DONE;
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
        rows.addAll(
            StepCall.of(
                loaded,
                () -> loaded.step().status(surroundings.looking(loaded.step().name(), run))));
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

  private static Map<String, Object> fields(dev.dusty.api.run.Status row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", row.name());
    fields.put("type", row.kind());
    fields.put("state", row.state());
    fields.put("health", row.health());
    fields.put("address", row.address());
    return fields;
  }
}
