package dev.dusty.run;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.Artifact.Place;
import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.Change;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.run.Undo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Core's own run step {@code files}: puts artifacts where they say that they belong, and removes
 * those of an earlier run whose spec is gone.
 */
final class FilesStep implements RunStep {

  static final String NAME = "files";

  private static final String PLACED = "placed.json";
  private static final String FORMER = "former ";
  private static final String NEW = "new ";
  private static final String WRITABLE_BY = "rw-r--r--";
  private static final String PRIVATE = "rw-------";

  private final Path stateFiles;

  /**
   * Creates the step.
   *
   * @param stateFiles the folder for artifacts that belong in the state folder
   */
  FilesStep(Path stateFiles) {
    this.stateFiles = stateFiles;
  }

  /** What was placed in the last run: absolute paths. */
  record Placed(List<String> paths) {
    Placed {
      paths = List.copyOf(paths);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Change> plan(RunContext context) throws IOException {
    List<Change> changes = new ArrayList<>();
    for (Map.Entry<PlacedFile, Optional<String>> file : todo(context).entrySet()) {
      PlacedFile placed = file.getKey();
      Optional<String> before = placed.read();
      Optional<String> after = file.getValue();
      Change.Action action =
          before.isEmpty()
              ? Change.Action.CREATE
              : after.isPresent() ? Change.Action.UPDATE : Change.Action.REMOVE;
      changes.add(
          new Change(
              action,
              "file",
              placed.path().toString(),
              after.isPresent() ? "" : "no active spec needs it any more",
              List.of(),
              TextDiff.unified(placed.path().toString(), before.orElse(""), after.orElse(""))));
    }
    return changes;
  }

  @Override
  public Undo apply(RunContext context) throws IOException {
    Map<PlacedFile, Optional<String>> todo = todo(context);
    Placed now =
        new Placed(files(context).keySet().stream().map(f -> f.path().toString()).toList());
    Placed before = placedBefore(context);
    if (todo.isEmpty() && now.equals(before)) {
      return Undo.NOTHING;
    }
    Map<String, String> facts = new TreeMap<>();
    for (PlacedFile file : todo.keySet()) {
      file.read()
          .ifPresentOrElse(
              text -> facts.put(FORMER + file.base() + "\0" + file.path(), text),
              () -> facts.put(NEW + file.base() + "\0" + file.path(), ""));
    }
    facts.put(PLACED, String.join("\n", before.paths()));
    Undo undo = new Undo(facts);
    context.journal(undo);
    // What is gone goes first: a folder may have become a file.
    for (Map.Entry<PlacedFile, Optional<String>> file : todo.entrySet()) {
      if (file.getValue().isEmpty()) {
        file.getKey().delete();
      }
    }
    for (Map.Entry<PlacedFile, Optional<String>> file : todo.entrySet()) {
      if (file.getValue().isPresent()) {
        file.getKey().write(file.getValue().get());
      }
    }
    Json.write(context.files().state().resolve(PLACED), now);
    return undo;
  }

  @Override
  public void undo(MachineContext context, Undo undo) throws IOException {
    for (String key : undo.facts().keySet()) {
      if (key.startsWith(NEW)) {
        file(key.substring(NEW.length())).delete();
      }
    }
    for (Map.Entry<String, String> fact : undo.facts().entrySet()) {
      String key = fact.getKey();
      if (key.startsWith(FORMER)) {
        file(key.substring(FORMER.length())).write(fact.getValue());
      } else if (key.equals(PLACED)) {
        List<String> paths = fact.getValue().lines().toList();
        Json.write(context.files().state().resolve(PLACED), new Placed(paths));
      }
    }
  }

  private PlacedFile file(String fact) {
    int end = fact.indexOf('\0');
    Path base = Path.of(fact.substring(0, end));
    return new PlacedFile(
        base, Path.of(fact.substring(end + 1)), base.equals(stateFiles) ? PRIVATE : WRITABLE_BY);
  }

  private static Placed placedBefore(RunContext context) throws IOException {
    return Json.read(context.files().state().resolve(PLACED), Placed.class)
        .orElse(new Placed(List.of()));
  }

  /** Returns the files that are not as they should be, with what they should be. */
  private Map<PlacedFile, Optional<String>> todo(RunContext context) throws IOException {
    Map<PlacedFile, String> wanted = files(context);
    Map<PlacedFile, Optional<String>> todo = new TreeMap<>();
    for (Map.Entry<PlacedFile, String> file : wanted.entrySet()) {
      if (!file.getKey().read().equals(Optional.of(file.getValue()))) {
        todo.put(file.getKey(), Optional.of(file.getValue()));
      }
    }
    TreeSet<Path> paths = new TreeSet<>();
    wanted.keySet().forEach(file -> paths.add(file.path()));
    for (String path : placedBefore(context).paths()) {
      Optional<PlacedFile> gone =
          paths.contains(Path.of(path)) ? Optional.empty() : below(context, Path.of(path));
      if (gone.isPresent() && gone.get().read().isPresent()) {
        todo.put(gone.get(), Optional.empty());
      }
    }
    return todo;
  }

  /** Returns a file of an earlier run, if it lies in a folder of this one. */
  private Optional<PlacedFile> below(RunContext context, Path path) {
    Site site = context.input().site();
    for (Path base :
        List.of(
            stateFiles,
            local(context.machine(), site.commandFiles()),
            local(context.machine(), site.persist()))) {
      if (path.startsWith(base)) {
        return Optional.of(
            new PlacedFile(base, path, base.equals(stateFiles) ? PRIVATE : WRITABLE_BY));
      }
    }
    return Optional.empty();
  }

  private Map<PlacedFile, String> files(RunContext context) {
    Site site = context.input().site();
    Map<PlacedFile, String> files = new TreeMap<>();
    for (Artifact artifact : context.artifacts()) {
      switch (artifact.place()) {
        case Place.HostsSection section -> {
          // The step of the hosts file puts it there.
        }
        case Place.StateFolder(String path) ->
            files.put(
                new PlacedFile(stateFiles, stateFiles.resolve(path), PRIVATE), artifact.content());
        case Place.PersistFolder(String path) ->
            files.put(on(context.machine(), site.persist(), path), artifact.content());
        case Place.CommandFolder(String path) ->
            files.put(on(context.machine(), site.commandFiles(), path), artifact.content());
      }
    }
    return files;
  }

  private static PlacedFile on(Machine machine, String folder, String path) {
    Path base = local(machine, folder);
    return new PlacedFile(base, base.resolve(path), WRITABLE_BY);
  }

  private static Path local(Machine machine, String folder) {
    return machine
        .local(folder)
        .orElseThrow(
            () ->
                new UserError(
                    "machine-remote",
                    "files of machine '%s' are not on this computer".formatted(machine.name()),
                    "set the config key 'machine' to one whose files are: local"));
  }
}
