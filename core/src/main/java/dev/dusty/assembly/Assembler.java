package dev.dusty.assembly;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.ActiveAsset;
import dev.dusty.api.compile.ActiveLib;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.Asset;
import dev.dusty.api.spec.BundleSpec;
import dev.dusty.api.spec.Depends;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.api.spec.TestSpec;
import dev.dusty.spec.SpecFile;
import dev.dusty.spec.Specs;
import dev.dusty.spec.model.Suggestions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Works out what the active bundles need. Every spec and reference is visited once; the result does
 * not depend on the order of files, maps or bundles.
 */
public final class Assembler {

  private final Specs specs;
  private final LibOrder libOrder;

  private Assembler(Specs specs) {
    this.specs = specs;
    this.libOrder = new LibOrder(specs.libs());
  }

  /**
   * Returns what bundles need.
   *
   * @param specs valid specs
   * @param bundles names of the active bundles
   * @throws UserError with code {@code unknown-bundle} if there is no bundle of a name
   */
  public static ActiveSpecs assemble(Specs specs, Collection<String> bundles) {
    return new Assembler(specs).assemble(bundles);
  }

  /**
   * Returns what the test suites of an app need: the app without links, its libs, and the services
   * of its suites.
   *
   * @param specs valid specs
   * @param name an app's name
   */
  public static ActiveSpecs testsOfApp(Specs specs, String name) {
    Assembler assembler = new Assembler(specs);
    AppSpec app = whole(specs.apps(), name);
    List<LibSpec> libs = assembler.libOrder.of(app.depends().libs());
    return assembler.tests(List.of(app), libs, app.test());
  }

  /**
   * Returns what the test suites of a lib need: the lib, those that it depends on, and the services
   * of its suites.
   *
   * @param specs valid specs
   * @param name a lib's name
   */
  public static ActiveSpecs testsOfLib(Specs specs, String name) {
    Assembler assembler = new Assembler(specs);
    List<LibSpec> libs = assembler.libOrder.of(List.of(name));
    return assembler.tests(List.of(), libs, whole(specs.libs(), name).test());
  }

  private ActiveSpecs tests(List<AppSpec> apps, List<LibSpec> libs, TestSpec test) {
    NavigableSet<String> services = new TreeSet<>();
    test.suites().forEach(suite -> services.addAll(suite.services()));
    return new ActiveSpecs(
        List.of(),
        apps.stream().map(app -> new ActiveApp(app, libs, List.of())).toList(),
        active(libs),
        services.stream().map(service -> whole(specs.services(), service)).toList(),
        assets(apps, libs));
  }

  /** Returns libs with those that each depends on, sorted by name. */
  private List<ActiveLib> active(Collection<LibSpec> libs) {
    return libs.stream()
        .sorted(Comparator.comparing(LibSpec::name))
        .map(lib -> new ActiveLib(lib, libOrder.of(lib.libs())))
        .toList();
  }

  private ActiveSpecs assemble(Collection<String> names) {
    NavigableSet<String> bundles = new TreeSet<>(names);
    List<String> unknown =
        bundles.stream().filter(name -> !specs.bundles().containsKey(name)).toList();
    if (!unknown.isEmpty()) {
      throw unknownBundles(unknown);
    }
    Set<String> wantedApps = new LinkedHashSet<>();
    NavigableSet<String> services = new TreeSet<>();
    for (String name : bundles) {
      BundleSpec bundle = whole(specs.bundles(), name);
      wantedApps.addAll(bundle.apps());
      services.addAll(bundle.services());
    }
    NavigableMap<String, AppSpec> apps = reachable(wantedApps);
    apps.values().forEach(app -> services.addAll(app.depends().services()));

    List<ActiveApp> activeApps = new ArrayList<>(apps.size());
    NavigableMap<String, LibSpec> libs = new TreeMap<>();
    for (AppSpec app : apps.values()) {
      List<LibSpec> appLibs = libOrder.of(app.depends().libs());
      appLibs.forEach(lib -> libs.put(lib.name(), lib));
      activeApps.add(new ActiveApp(app, appLibs, links(app, apps.keySet(), services)));
    }
    List<ServiceSpec> activeServices =
        services.stream().map(name -> whole(specs.services(), name)).toList();
    return new ActiveSpecs(
        List.copyOf(bundles),
        activeApps,
        active(libs.values()),
        activeServices,
        assets(apps.values(), libs.values()));
  }

  private NavigableMap<String, AppSpec> reachable(Set<String> wanted) {
    NavigableMap<String, AppSpec> apps = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>(wanted);
    while (!open.isEmpty()) {
      String name = open.remove();
      if (!apps.containsKey(name)) {
        AppSpec app = whole(specs.apps(), name);
        apps.put(name, app);
        open.addAll(app.depends().apps());
      }
    }
    return apps;
  }

  private static List<String> links(AppSpec app, Set<String> apps, Set<String> services) {
    Depends conditional = app.conditionalLinks();
    Set<String> links = new LinkedHashSet<>();
    links.addAll(app.depends().services());
    links.addAll(app.depends().apps());
    conditional.services().stream().filter(services::contains).forEach(links::add);
    conditional.apps().stream().filter(apps::contains).forEach(links::add);
    return List.copyOf(links);
  }

  private static List<ActiveAsset> assets(Collection<AppSpec> apps, Collection<LibSpec> libs) {
    NavigableMap<String, NavigableSet<String>> usedBy = new TreeMap<>();
    NavigableMap<String, NavigableSet<String>> requiredBy = new TreeMap<>();
    apps.forEach(app -> add(app.assets(), app.name(), usedBy, requiredBy));
    libs.forEach(lib -> add(lib.assets(), "lib:" + lib.name(), usedBy, requiredBy));
    List<ActiveAsset> assets = new ArrayList<>(usedBy.size());
    usedBy.forEach(
        (name, users) ->
            assets.add(
                new ActiveAsset(
                    name,
                    List.copyOf(users),
                    List.copyOf(requiredBy.getOrDefault(name, new TreeSet<>())))));
    return assets;
  }

  private static void add(
      List<Asset> assets,
      String user,
      Map<String, NavigableSet<String>> usedBy,
      Map<String, NavigableSet<String>> requiredBy) {
    for (Asset asset : assets) {
      usedBy.computeIfAbsent(asset.name(), name -> new TreeSet<>()).add(user);
      if (asset.required()) {
        requiredBy.computeIfAbsent(asset.name(), name -> new TreeSet<>()).add(user);
      }
    }
  }

  private UserError unknownBundles(List<String> unknown) {
    Set<String> known = specs.bundles().keySet();
    String first = unknown.getFirst();
    return new UserError(
        "unknown-bundle",
        "there is no bundle "
            + String.join(", ", unknown.stream().map(name -> "'" + name + "'").toList())
            + Suggestions.didYouMean(first, known),
        String.join(",", unknown),
        null,
        "bundles here: " + String.join(", ", known));
  }

  static <T> T whole(Map<String, SpecFile<T>> files, String name) {
    SpecFile<T> file = files.get(name);
    if (file == null || file.spec().isEmpty()) {
      throw new IllegalArgumentException("'" + name + "' is not there, so the specs are not valid");
    }
    return file.spec().get();
  }
}
