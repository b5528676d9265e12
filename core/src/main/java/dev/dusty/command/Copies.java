package dev.dusty.command;

import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.ActiveLib;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.Repo;
import dev.dusty.repos.ManagedRepos;
import dev.dusty.spec.Specs;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which copy of each repo is in use.
 *
 * @param overrides the user's own folders, by the repo's path
 * @param managed Dusty's copies
 */
record Copies(Map<String, String> overrides, ManagedRepos managed) {

  /** Returns the copy of a repo that is in use. */
  RepoCopy of(Repo repo) {
    String folder = overrides.get(repo.path());
    return folder == null
        ? new RepoCopy(repo, managed.folderOf(repo), RepoCopy.Kind.MANAGED)
        : new RepoCopy(repo, Path.of(folder), RepoCopy.Kind.OVERRIDE);
  }

  /** Returns the copies of repos, sorted by the repos' paths. */
  List<RepoCopy> of(Collection<Repo> repos) {
    return repos.stream().map(this::of).toList();
  }

  /** Returns the repos that an active set needs, each once, sorted by path. */
  static Collection<Repo> repos(ActiveSpecs active) {
    Map<String, Repo> repos = new TreeMap<>();
    active.apps().stream().map(ActiveApp::spec).forEach(app -> add(repos, app));
    active.libs().stream().map(ActiveLib::spec).forEach(lib -> add(repos, lib));
    return repos.values();
  }

  /** Returns the repos that any spec names, each once, sorted by path. */
  static Collection<Repo> repos(Specs specs) {
    Map<String, Repo> repos = new TreeMap<>();
    Specs.values(specs.apps()).forEach(app -> add(repos, app));
    Specs.values(specs.libs()).forEach(lib -> add(repos, lib));
    return repos.values();
  }

  private static void add(Map<String, Repo> repos, AppSpec app) {
    app.source().ifPresent(source -> repos.putIfAbsent(source.repo().path(), source.repo()));
  }

  private static void add(Map<String, Repo> repos, LibSpec lib) {
    repos.putIfAbsent(lib.source().repo().path(), lib.source().repo());
  }
}
