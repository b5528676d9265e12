package dev.dusty.plugin;

import dev.dusty.api.Extension;
import dev.dusty.api.compile.CompileStep;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.test.TestRunner;
import dev.dusty.plugin.PluginReport.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginDescriptor;

/**
 * Loads plugins in the order of their ids. Of those that share an id, a team's comes before Dusty's
 * own, and the first that can be loaded is used.
 */
final class CatalogLoader {

  private final PluginFolders folders;
  private final IsolatingPluginManager manager;
  private final Claims claims = new Claims();
  private final Map<String, List<Candidate>> candidates = new TreeMap<>();
  private final List<MadeExtension> extensions = new ArrayList<>();
  private final List<PluginReport> reports = new ArrayList<>();
  private @Nullable Trust trust;

  CatalogLoader(PluginFolders folders, String apiVersion) {
    this.folders = folders;
    this.manager = new IsolatingPluginManager(apiVersion);
  }

  PluginCatalog load() {
    for (Path folder : folders.team()) {
      forEach(folder, plugin -> describe(trusted(folder, plugin), true));
    }
    forEach(folders.own(), plugin -> describe(plugin, false));
    candidates.values().forEach(this::loadFirst);
    reports.sort(Comparator.comparing(PluginReport::id).thenComparing(PluginReport::source));
    return new PluginCatalog(
        of(ExtensionKind.COMPILE, CompileStep.class),
        of(ExtensionKind.RUN, RunStep.class),
        of(ExtensionKind.MACHINE, Machine.class),
        of(ExtensionKind.TEST, TestRunner.class),
        reports);
  }

  /** Does something with each plugin of a folder; one that is refused is reported. */
  private void forEach(Path folder, Consumer<Path> action) {
    List<Path> plugins;
    try {
      plugins = PluginFolder.list(folder);
    } catch (IOException e) {
      refuse(Candidate.of(folder), "the folder cannot be listed: " + e.getMessage());
      return;
    }
    for (Path plugin : plugins) {
      try {
        action.accept(plugin);
      } catch (Refusal e) {
        refuse(Candidate.of(plugin), String.valueOf(e.getMessage()));
      }
    }
  }

  /** Returns the plugin's real path: what was checked is what will be loaded. */
  private Path trusted(Path folder, Path plugin) {
    if (trust == null) {
      trust = Trust.ofThisProcess();
    }
    try {
      Path real = plugin.toRealPath();
      trust.check(folder.toRealPath(), real);
      return real;
    } catch (IOException e) {
      throw new Refusal("it cannot be looked at: " + e.getMessage());
    }
  }

  private void describe(Path plugin, boolean ofTeam) {
    PluginFolder.checkForm(plugin);
    PluginDescriptor descriptor = manager.describe(plugin);
    String id = text(descriptor.getPluginId());
    if (id.isEmpty()) {
      throw new Refusal("its manifest has no 'Plugin-Id'; it is no plugin");
    }
    Candidate candidate =
        new Candidate(
            plugin,
            ofTeam,
            id,
            text(descriptor.getVersion()),
            text(descriptor.getPluginDescription()));
    Optional<String> objection = objection(descriptor);
    if (objection.isPresent()) {
      refuse(candidate, objection.get());
    } else {
      candidates.computeIfAbsent(id, same -> new ArrayList<>()).add(candidate);
    }
  }

  /** Returns what a manifest says that Dusty cannot go along with, if it does. */
  private Optional<String> objection(PluginDescriptor descriptor) {
    if (text(descriptor.getVersion()).isEmpty()) {
      return Optional.of("its manifest has no 'Plugin-Version'");
    }
    if (!descriptor.getDependencies().isEmpty()) {
      return Optional.of(
          "its manifest has 'Plugin-Dependencies', but no plugin sees another; pack what it needs"
              + " into it");
    }
    String requires = text(descriptor.getRequires());
    try {
      return manager.satisfies(requires)
          ? Optional.empty()
          : Optional.of(
              "it needs version %s of the plugin contract, and this Dusty has %s; upgrade one of the two"
                  .formatted(requires, manager.getSystemVersion()));
    } catch (RuntimeException e) {
      // The parser of versions has exceptions of its own.
      return Optional.of(
          "its manifest's 'Plugin-Requires' is no version range: '%s'".formatted(requires));
    }
  }

  /** Loads one plugin of those with the same id; tells of the others why they are not it. */
  private void loadFirst(List<Candidate> sameId) {
    Candidate loaded = null;
    for (Candidate candidate : sameId) {
      if (loaded != null) {
        reports.add(passedOver(candidate, loaded));
      } else if (load(candidate)) {
        loaded = candidate;
      }
    }
  }

  private static PluginReport passedOver(Candidate candidate, Candidate loaded) {
    return loaded.ofTeam() && !candidate.ofTeam()
        ? candidate.report(State.REPLACED, List.of(), "replaced by '%s'".formatted(loaded.path()))
        : candidate.report(
            State.REFUSED,
            List.of(),
            "'%s' has the same id; remove one of the two".formatted(loaded.path()));
  }

  /** Loads a plugin whole or not at all, and returns whether it did. */
  private boolean load(Candidate candidate) {
    try {
      List<MadeExtension> made = new PluginExtensions(manager, candidate).make();
      claims.take(made);
      extensions.addAll(made);
      reports.add(
          candidate.report(State.LOADED, made.stream().map(MadeExtension::described).toList(), ""));
      return true;
    } catch (Refusal e) {
      manager.forget(candidate.id());
      refuse(candidate, String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void refuse(Candidate candidate, String reason) {
    reports.add(candidate.report(State.REFUSED, List.of(), reason));
  }

  private <T extends Extension> List<LoadedStep<T>> of(ExtensionKind kind, Class<T> type) {
    return extensions.stream()
        .filter(made -> made.kind() == kind)
        .sorted(Comparator.comparing(MadeExtension::name))
        .map(made -> new LoadedStep<>(made.plugin(), type.cast(made.extension())))
        .toList();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
