package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.Asset;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.assembly.LibOrder;
import dev.dusty.spec.SpecFile;
import dev.dusty.spec.Specs;
import dev.dusty.spec.model.Suggestions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who uses which assets.
 *
 * @param specs all specs, active or not
 */
record AssetUses(Specs specs) {

  /**
   * An asset as one app or lib wants it.
   *
   * @param user the app, or the lib as {@code lib:NAME}
   */
  record Use(Asset asset, String user) {}

  /** Returns all uses, sorted by asset and user. */
  List<Use> all() {
    List<Use> uses = new ArrayList<>();
    Specs.values(specs.apps()).forEach(app -> add(uses, app.assets(), app.name()));
    Specs.values(specs.libs())
        .forEach(lib -> add(uses, lib.assets(), LibNames.PREFIX + lib.name()));
    uses.sort(
        Comparator.<Use, String>comparing(use -> use.asset().name()).thenComparing(Use::user));
    return uses;
  }

  private static void add(List<Use> uses, List<Asset> assets, String user) {
    assets.forEach(asset -> uses.add(new Use(asset, user)));
  }

  /** Returns the names of all assets, sorted. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    all().forEach(use -> names.add(use.asset().name()));
    return names;
  }

  /**
   * Returns the users whose assets are in a container, or wherever a lib is.
   *
   * @param name an app, which comes with the libs that it needs; or a lib, as {@code lib:NAME}
   *     where an app has that name
   * @throws UserError if there is no such app or lib
   */
  Set<String> users(String name) {
    SpecFile<AppSpec> app = specs.apps().get(name);
    String lib = LibNames.lib(name);
    if (app == null && !specs.libs().containsKey(lib)) {
      Set<String> known = LibNames.all(specs);
      throw new UserError(
          "no-app-or-lib",
          "there is no app or lib '" + name + "'" + Suggestions.didYouMean(name, known),
          "apps and libs: " + String.join(", ", known));
    }
    Set<String> users = new TreeSet<>();
    List<String> libs = List.of(lib);
    if (app != null) {
      users.add(name);
      libs = app.spec().map(spec -> spec.depends().libs()).orElse(List.of());
    }
    new LibOrder(specs.libs())
        .of(libs)
        .forEach(needed -> users.add(LibNames.PREFIX + needed.name()));
    return users;
  }

  /** Returns the active apps in whose containers an asset is, sorted. */
  static List<String> apps(ActiveSpecs active, String asset) {
    return active.apps().stream()
        .filter(app -> assets(app).anyMatch(used -> used.name().equals(asset)))
        .map(ActiveApp::name)
        .toList();
  }

  private static Stream<Asset> assets(ActiveApp app) {
    return Stream.concat(
        app.spec().assets().stream(),
        app.libs().stream().map(LibSpec::assets).flatMap(List::stream));
  }
}
