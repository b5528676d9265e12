package dev.dusty.run;

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
import java.util.Set;
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

  /** What a file is and what it should be; empty where it is not there. */
  private record Todo(Optional<String> before, Optional<String> after) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Change> plan(RunContext context) throws IOException {
    List<Change> changes = new ArrayList<>();
    for (Map.Entry<PlacedFile, Todo> file : todo(context).entrySet()) {
      PlacedFile placed = file.getKey();
      Optional<String> before = file.getValue().before();
      Optional<String> after = file.getValue().after();
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
    Map<PlacedFile, Todo> todo = todo(context);
    Placed now =
        new Placed(files(context).keySet().stream().map(f -> f.path().toString()).toList());
    Placed before = placedBefore(context);
    if (todo.isEmpty() && now.equals(before)) {
      return Undo.NOTHING;
    }
    Map<String, String> facts = new TreeMap<>();
    todo.forEach(
        (file, change) ->
            change
                .before()
                .ifPresentOrElse(
                    text -> facts.put(FORMER + fact(file), text),
                    () -> facts.put(NEW + fact(file), "")));
    facts.put(PLACED, String.join("\n", before.paths()));
    Undo undo = new Undo(facts);
    context.journal(undo);
    Map<PlacedFile, Optional<String>> changes = new TreeMap<>();
    todo.forEach((file, change) -> changes.put(file, change.after()));
    change(context, changes);
    Json.write(context.files().state().resolve(PLACED), now);
    return undo;
  }

  @Override
  public void undo(MachineContext context, Undo undo) throws IOException {
    Map<PlacedFile, Optional<String>> changes = new TreeMap<>();
    undo.facts()
        .forEach(
            (key, text) -> {
              if (key.startsWith(NEW)) {
                changes.put(file(key.substring(NEW.length())), Optional.empty());
              } else if (key.startsWith(FORMER)) {
                changes.put(file(key.substring(FORMER.length())), Optional.of(text));
              }
            });
    if (!undo.isOn(context.machine())) {
      changes.keySet().removeIf(file -> !file.base().equals(stateFiles));
    }
    change(context, changes);
    String placed = undo.facts().get(PLACED);
    if (placed != null) {
      Json.write(context.files().state().resolve(PLACED), new Placed(placed.lines().toList()));
    }
  }

  /** What is gone goes first: a folder may have become a file. */
  private void change(MachineContext context, Map<PlacedFile, Optional<String>> changes)
      throws IOException {
    Map<PlacedFile, Optional<String>> there = new TreeMap<>(changes);
    there.keySet().removeIf(file -> isHere(context.machine(), file));
    Map<PlacedFile, Optional<String>> here = new TreeMap<>(changes);
    here.keySet().removeAll(there.keySet());
    for (Map.Entry<PlacedFile, Optional<String>> file : here.entrySet()) {
      if (file.getValue().isEmpty()) {
        file.getKey().delete();
      }
    }
    for (Map.Entry<PlacedFile, Optional<String>> file : here.entrySet()) {
      if (file.getValue().isPresent()) {
        file.getKey().write(file.getValue().get());
      }
    }
    new MachineFiles(context).change(there);
  }

  private Map<PlacedFile, Optional<String>> read(MachineContext context, Set<PlacedFile> files)
      throws IOException {
    Set<PlacedFile> there = new TreeSet<>(files);
    there.removeIf(file -> isHere(context.machine(), file));
    Map<PlacedFile, Optional<String>> texts = new MachineFiles(context).read(there);
    for (PlacedFile file : files) {
      if (!there.contains(file)) {
        texts.put(file, file.read());
      }
    }
    return texts;
  }

  private boolean isHere(Machine machine, PlacedFile file) {
    return file.base().equals(stateFiles) || machine.local(file.base().toString()).isPresent();
  }

  private static String fact(PlacedFile file) {
    return file.base() + "\0" + file.path();
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

  /** Returns the files that are not as they should be. */
  private Map<PlacedFile, Todo> todo(RunContext context) throws IOException {
    Map<PlacedFile, String> wanted = files(context);
    TreeSet<Path> paths = new TreeSet<>();
    wanted.keySet().forEach(file -> paths.add(file.path()));
    Set<PlacedFile> all = new TreeSet<>(wanted.keySet());
    for (String path : placedBefore(context).paths()) {
      if (!paths.contains(Path.of(path))) {
        below(context, Path.of(path)).ifPresent(all::add);
      }
    }
    Map<PlacedFile, Todo> todo = new TreeMap<>();
    read(context, all)
        .forEach(
            (file, before) -> {
              Optional<String> after = Optional.ofNullable(wanted.get(file));
              if (!before.equals(after)) {
                todo.put(file, new Todo(before, after));
              }
            });
    return todo;
  }

  /** Returns a file of an earlier run, if it lies in a folder of this one. */
  private Optional<PlacedFile> below(RunContext context, Path path) {
    Site site = context.input().site();
    for (Path base :
        List.of(
            stateFiles,
            folder(context.machine(), site.commandFiles()),
            folder(context.machine(), site.persist()))) {
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
    Path base = folder(machine, folder);
    return new PlacedFile(base, base.resolve(path), WRITABLE_BY);
  }

  /** Returns where a folder of the machine is here, or else there. */
  private static Path folder(Machine machine, String folder) {
    return machine.local(folder).orElse(Path.of(folder));
  }
}
