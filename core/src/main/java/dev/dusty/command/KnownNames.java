package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.Repo;
import dev.dusty.api.spec.Script;
import dev.dusty.assembly.Assembler;
import dev.dusty.spec.SpecFile;
import dev.dusty.spec.Specs;
import dev.dusty.spec.read.SpecReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The names that users type, for completion: quick, without a process, and nothing at all where
 * they cannot be known.
 */
public final class KnownNames {

  private final Dusty dusty;
  private final Caller caller;

  /** Creates it. */
  public KnownNames(Dusty dusty, Caller caller) {
    this.dusty = dusty;
    this.caller = caller;
  }

  /** A name and what it stands for, in a line that may be empty. */
  public record Name(String name, String description) {

    static Name of(String name, String description) {
      return new Name(name, description.strip().replaceAll("\\s+", " "));
    }

    static Name of(String name) {
      return new Name(name, "");
    }
  }

  /** Returns the bundles of the specs. */
  public List<Name> bundles() {
    return ofSpecs(
        (work, specs) ->
            specs.bundles().values().stream()
                .map(
                    file ->
                        Name.of(
                            file.name(),
                            file.spec().map(bundle -> bundle.description()).orElse("")))
                .toList());
  }

  /** Returns the bundles that are active. */
  public List<Name> activeBundles() {
    return known(work -> work.config().bundles().stream().map(Name::of).toList());
  }

  /** Returns the active apps and services, whose containers there may be. */
  public List<Name> containers() {
    return ofActive(
        active ->
            Stream.concat(
                    active.apps().stream().map(app -> new Name(app.name(), "app")),
                    active.services().stream().map(service -> new Name(service.name(), "service")))
                .toList());
  }

  /** Returns the active apps. */
  public List<Name> apps() {
    return ofActive(active -> active.apps().stream().map(app -> Name.of(app.name())).toList());
  }

  /** Returns the apps and services of all specs. */
  public List<Name> appsAndServices() {
    return ofSpecs(
        (work, specs) ->
            Stream.concat(names(specs.apps(), "app"), names(specs.services(), "service")).toList());
  }

  /**
   * Returns the apps and libs of all specs, which may have tests.
   *
   * @param typed the beginning; where it says that no app is meant, so does each name
   */
  public List<Name> appsAndLibs(String typed) {
    return ofSpecs(
        (work, specs) ->
            Stream.concat(
                    names(specs.apps(), "app"),
                    specs.libs().keySet().stream()
                        .map(
                            lib ->
                                LibNames.isOfLib(typed)
                                    ? LibNames.PREFIX + lib
                                    : LibNames.toType(specs, lib))
                        .map(lib -> new Name(lib, "lib")))
                .toList());
  }

  /** Returns the scripts of an app. */
  public List<Name> scripts(String app) {
    return ofSpecs(
        (work, specs) -> {
          SpecFile<AppSpec> file = specs.apps().get(app);
          List<Script> scripts =
              file == null ? List.of() : file.spec().map(AppSpec::scripts).orElse(List.of());
          return scripts.stream()
              .map(script -> Name.of(script.name(), script.description()))
              .toList();
        });
  }

  /** Returns the test suites of an app or a lib. */
  public List<Name> suites(String typed) {
    return ofSpecs(
        (work, specs) ->
            Subject.named(specs, typed).tested().test().suites().stream()
                .map(suite -> Name.of(suite.name(), suite.description()))
                .toList());
  }

  /**
   * Returns the repos that specs name: the short name, or the full one where that is not enough.
   */
  public List<Name> repos() {
    return ofSpecs(
        (work, specs) -> {
          List<Repo> repos = new ArrayList<>(Copies.repos(specs));
          repos.add(work.specsRepo());
          return repos.stream()
              .distinct()
              .map(
                  repo -> {
                    boolean alone =
                        repos.stream()
                                .filter(other -> other.shortName().equals(repo.shortName()))
                                .map(Repo::path)
                                .distinct()
                                .count()
                            == 1;
                    return alone
                        ? new Name(repo.shortName(), repo.toString())
                        : Name.of(repo.toString());
                  })
              .toList();
        });
  }

  /** Returns the keys of assets that any spec names. */
  public List<Name> assets() {
    return ofSpecs((work, specs) -> new AssetUses(specs).names().stream().map(Name::of).toList());
  }

  /** Returns the variables of a container's environment that are overridden. */
  public List<Name> variables(String container) {
    return known(
        work ->
            work.config().environment().getOrDefault(container, Map.of()).keySet().stream()
                .map(Name::of)
                .toList());
  }

  /** Returns the configuration keys. */
  public List<Name> keys() {
    return dusty.keys().keys().values().stream()
        .map(key -> Name.of(key.name(), key.description()))
        .toList();
  }

  private static Stream<Name> names(Map<String, ? extends SpecFile<?>> files, String kind) {
    return files.keySet().stream().map(name -> new Name(name, kind));
  }

  /** What is told from the specs. */
  private interface OfSpecs {
    List<Name> of(Work work, Specs specs);
  }

  /** What is told from the configuration. */
  private interface OfWork {
    List<Name> of(Work work) throws IOException;
  }

  private List<Name> ofSpecs(OfSpecs question) {
    return known(
        work -> {
          Optional<SpecReading> reading = work.reading(work.specsFolder());
          return reading.isEmpty() ? List.of() : question.of(work, reading.get().specs());
        });
  }

  private List<Name> ofActive(Function<ActiveSpecs, List<Name>> question) {
    return ofSpecs(
        (work, specs) -> question.apply(Assembler.assemble(specs, work.config().bundles())));
  }

  /** Nobody who presses the tab key wants to read an error. */
  private List<Name> known(OfWork question) {
    try {
      return question.of(Work.of(dusty, caller));
    } catch (UserError | IllegalArgumentException | IOException e) {
      return List.of();
    }
  }
}
