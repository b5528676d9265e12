package dev.dusty.command;

import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.ContainerStep;
import dev.dusty.api.run.DiskItem;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** {@code dusty disk inspect}: what is on the Docker host's disk, and how much of it is left. */
public final class DiskInspect {

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int KIB = 1024;

  private final Dusty dusty;
  private final Caller caller;

  /** A row: what there is, how many and how large as far as that is known, and where. */
  private record Row(String what, OptionalLong count, OptionalLong bytes, String where) {}

  /** Creates the command. */
  public DiskInspect(Dusty dusty, Caller caller) {
    this.dusty = dusty;
    this.caller = caller;
  }

  /** Runs the command and returns its exit code. */
  public int run(boolean json) throws IOException {
    Work work = Work.of(dusty, caller);
    try (Progress progress = Progress.of(caller.console())) {
      Surroundings surroundings = work.surroundings(progress);
      Site site = Machines.running(surroundings, "what is on its disk");
      progress.progress("counting");
      LoadedStep<Machine> machine = surroundings.machine();
      DiskUsage disk =
          StepCall.of(machine, () -> machine.step().diskUsage(surroundings.ofMachine()));
      List<Row> rows = rows(work, surroundings, site);
      progress.finish();
      if (json) {
        caller.console().json(document(machine.step().name(), disk, rows));
      } else {
        show(machine.step().name(), disk, rows);
      }
    }
    return ExitCode.DONE;
  }

  private List<Row> rows(Work work, Surroundings surroundings, Site site) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (LoadedStep<ContainerStep> loaded : work.runner().containerSteps()) {
      for (DiskItem item :
          StepCall.of(
              loaded, () -> loaded.step().diskItems(surroundings.of(loaded.step().name())))) {
        rows.add(
            new Row(item.what(), OptionalLong.of(item.count()), OptionalLong.of(item.bytes()), ""));
      }
    }
    LoadedStep<Machine> machine = surroundings.machine();
    Result persist =
        StepCall.of(
            machine,
            () -> machine.step().run(surroundings.ofMachine(), usage(site.persist() + "/.")));
    rows.add(new Row("persistent data", OptionalLong.empty(), bytes(persist), site.persist()));
    Path repos = dusty.paths().managedRepos();
    OptionalLong ofRepos =
        Files.isDirectory(repos)
            ? bytes(work.processes().run(usage(repos.toString())))
            : OptionalLong.of(0);
    rows.add(new Row("managed repos", OptionalLong.empty(), ofRepos, repos.toString()));
    return rows;
  }

  private static Command usage(String folder) {
    return Command.of(Identity.ROOT, LIMIT, "du", "-s", "-k", folder);
  }

  /** A file that goes away meanwhile makes it fail, and yet it says how much there is. */
  private static OptionalLong bytes(Result usage) {
    String number = usage.output().strip().replaceFirst("\\s.*", "");
    return number.matches("\\d{1,15}")
        ? OptionalLong.of(Long.parseLong(number) * KIB)
        : OptionalLong.empty();
  }

  private void show(String machine, DiskUsage disk, List<Row> rows) {
    Table table = new Table("WHAT", "COUNT", "SIZE", "WHERE");
    for (Row row : rows) {
      table.row(
          row.what(),
          row.count().isPresent() ? Long.toString(row.count().getAsLong()) : "",
          row.bytes().isPresent() ? Sizes.text(row.bytes().getAsLong()) : "unknown",
          row.where());
    }
    caller
        .console()
        .out()
        .println(
            "The Docker host (%s) has %s of %s left on %s."
                .formatted(
                    machine, Sizes.text(disk.available()), Sizes.text(disk.total()), disk.path()));
    table.print(caller.console());
  }

  private static Map<String, Object> document(String machine, DiskUsage disk, List<Row> rows) {
    Map<String, Object> ofDisk = new LinkedHashMap<>();
    ofDisk.put("path", disk.path());
    ofDisk.put("total", disk.total());
    ofDisk.put("available", disk.available());
    List<Map<String, Object>> items = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("what", row.what());
      row.count().ifPresent(count -> item.put("count", count));
      row.bytes().ifPresent(bytes -> item.put("bytes", bytes));
      if (!row.where().isEmpty()) {
        item.put("where", row.where());
      }
      items.add(item);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("machine", machine);
    document.put("disk", ofDisk);
    document.put("items", items);
    return document;
  }
}
