package dev.dusty.plugin;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.Extension;
import dev.dusty.api.compile.CompileStep;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.RunStep;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginRuntimeException;

/** Loads plugins one after the other: a team's first, then Dusty's own that no team replaces. */
final class CatalogLoader {

  private final PluginFolders folders;
  private final IsolatingPluginManager manager;
  private final List<PluginReport> reports = new ArrayList<>();
  private final List<LoadedStep<? extends Extension>> steps = new ArrayList<>();

  /** The plugin that has a step's name or a configuration key. */
  private final Map<String, String> owners = new HashMap<>();

  private final Map<String, Path> ids = new HashMap<>();

  CatalogLoader(PluginFolders folders, String apiVersion) {
    this.folders = folders;
    this.manager = new IsolatingPluginManager(apiVersion);
  }

  PluginCatalog load() {
    for (Path folder : folders.team()) {
      loadTeamFolder(folder);
    }
    for (Path path : list(folders.own())) {
      Candidate candidate = describe(path);
      if (candidate == null) {
        continue;
      }
      Path replacement = ids.get(candidate.id());
      if (replacement == null) {
        load(candidate);
      } else {
        reports.add(replaced(candidate, replacement));
      }
    }
    reports.sort(Comparator.comparing(PluginReport::id).thenComparing(PluginReport::source));
    return new PluginCatalog(of(CompileStep.class), of(RunStep.class), of(Machine.class), reports);
  }

  private void loadTeamFolder(Path folder) {
    List<Path> paths = list(folder);
    if (paths.isEmpty()) {
      return;
    }
    Trust trust;
    try {
      trust = Trust.ofThisProcess();
    } catch (IOException e) {
      throw new IllegalStateException("the user of this process cannot be found out", e);
    }
    for (Path path : paths) {
      Optional<String> objection = trust.objection(folder, path);
      if (objection.isPresent()) {
        reports.add(PluginReport.refused(Candidate.of(path), objection.get()));
        continue;
      }
      Candidate candidate = describe(path);
      if (candidate == null) {
        continue;
      }
      Path earlier = ids.get(candidate.id());
      if (earlier == null) {
        load(candidate);
      } else {
        reports.add(
            PluginReport.refused(
                candidate, "'%s' has the same id; remove one of the two".formatted(earlier)));
      }
    }
  }

  /** Jars, and folders with jars in {@code lib}; sorted, as file systems give any order. */
  private List<Path> list(Path folder) {
    List<Path> paths = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return paths;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path path : entries) {
        String name = String.valueOf(path.getFileName());
        boolean isPlugin = name.endsWith(".jar") || Files.isDirectory(path.resolve("lib"));
        if (isPlugin && !name.startsWith(".")) {
          paths.add(path);
        }
      }
    } catch (IOException e) {
      reports.add(
          PluginReport.refused(
              Candidate.of(folder), "the folder cannot be listed: " + e.getMessage()));
    }
    paths.sort(Comparator.naturalOrder());
    return paths;
  }

  /** Reads a manifest; null where there is none to use, which is then reported. */
  private @Nullable Candidate describe(Path path) {
    PluginDescriptor descriptor;
    try {
      descriptor = manager.describe(path);
    } catch (RuntimeException e) {
      reports.add(PluginReport.refused(Candidate.of(path), "it is no plugin: " + reason(e)));
      return null;
    }
    String id = descriptor.getPluginId();
    if (id == null || id.isBlank()) {
      reports.add(
          PluginReport.refused(
              Candidate.of(path), "its manifest has no 'Plugin-Id'; it is no plugin"));
      return null;
    }
    Candidate candidate =
        new Candidate(
            path, id, text(descriptor.getVersion()), text(descriptor.getPluginDescription()));
    if (candidate.version().isEmpty()) {
      reports.add(PluginReport.refused(candidate, "its manifest has no 'Plugin-Version'"));
      return null;
    }
    String requires = text(descriptor.getRequires());
    try {
      if (!manager.satisfies(requires)) {
        reports.add(
            PluginReport.refused(
                candidate,
                "it needs version %s of the plugin contract, and this Dusty has %s; upgrade one of the two"
                    .formatted(requires, manager.getSystemVersion())));
        return null;
      }
    } catch (RuntimeException e) {
      reports.add(
          PluginReport.refused(
              candidate, "its manifest's 'Plugin-Requires' is no version range: " + requires));
      return null;
    }
    return candidate;
  }

  private static PluginReport replaced(Candidate candidate, Path replacement) {
    return new PluginReport(
        candidate.id(),
        candidate.version(),
        candidate.description(),
        candidate.path(),
        List.of(),
        PluginReport.State.REPLACED,
        "replaced by '%s'".formatted(replacement));
  }

  /** Loads a plugin whole or not at all. */
  private void load(Candidate candidate) {
    List<LoadedStep<? extends Extension>> made;
    List<String> names;
    List<String> claims;
    try {
      made = new PluginExtensions(manager, candidate).make();
      names = made.stream().map(loaded -> described(loaded.step())).toList();
      claims = new ArrayList<>(names);
      for (LoadedStep<? extends Extension> loaded : made) {
        loaded.step().configKeys().stream()
            .map(ConfigKey::name)
            .forEach(key -> claims.add("config key " + key));
      }
    } catch (Refusal e) {
      refuse(candidate, String.valueOf(e.getMessage()));
      return;
    } catch (RuntimeException | LinkageError e) {
      refuse(candidate, reason(e));
      return;
    }
    Map<String, String> mine = new HashMap<>();
    for (String claim : claims) {
      String owner = owners.getOrDefault(claim, mine.get(claim));
      if (owner != null) {
        refuse(
            candidate,
            "'%s' is of plugin '%s' already; rename or remove one".formatted(claim, owner));
        return;
      }
      mine.put(claim, candidate.id());
    }
    owners.putAll(mine);
    ids.put(candidate.id(), candidate.path());
    steps.addAll(made);
    reports.add(
        new PluginReport(
            candidate.id(),
            candidate.version(),
            candidate.description(),
            candidate.path(),
            names,
            PluginReport.State.LOADED,
            ""));
  }

  private void refuse(Candidate candidate, String reason) {
    if (manager.getPlugin(candidate.id()) != null) {
      manager.unloadPlugin(candidate.id());
    }
    reports.add(PluginReport.refused(candidate, reason));
  }

  private <T extends Extension> List<LoadedStep<T>> of(Class<T> type) {
    return steps.stream()
        .filter(loaded -> type.isInstance(loaded.step()))
        .map(loaded -> new LoadedStep<>(loaded.plugin(), type.cast(loaded.step())))
        .sorted(Comparator.comparing(loaded -> loaded.step().name()))
        .toList();
  }

  private static String described(Extension step) {
    String name = step.name();
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new Refusal(
          "the name '%s' of %s is not in kebab-case".formatted(name, step.getClass().getName()));
    }
    String kind =
        switch (step) {
          case CompileStep compile -> "compile ";
          case RunStep run -> "run ";
          case Machine machine -> "machine ";
          default -> throw new Refusal(step.getClass().getName() + " is of no known kind");
        };
    return kind + name;
  }

  static String reason(Throwable e) {
    Throwable cause =
        e instanceof PluginRuntimeException && e.getCause() != null ? e.getCause() : e;
    String message = cause.getMessage();
    return message == null ? cause.getClass().getName() : message;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
