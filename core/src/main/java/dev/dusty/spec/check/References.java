package dev.dusty.spec.check;

import dev.dusty.api.compose.ComposeKeys;
import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.BundleSpec;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.api.spec.Suite;
import dev.dusty.api.spec.TestSpec;
import dev.dusty.api.value.Value;
import dev.dusty.spec.Kind;
import dev.dusty.spec.SpecFile;
import dev.dusty.spec.Specs;
import dev.dusty.spec.model.Suggestions;
import dev.dusty.spec.yaml.Position;
import dev.dusty.spec.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every place where a spec names another.
 *
 * @param all in the order of the files that they stand in
 */
record References(List<Reference> all) {

  /** What a reference means for the order in which things start. */
  enum Order {
    /** What is named comes first. */
    FIRST,
    /** It does not matter. */
    ANY
  }

  /**
   * A place where a spec names another.
   *
   * @param fromKind the kind of the spec that names
   * @param from the file of the spec that names
   * @param toKind the kind that is meant; for Compose keys of containers, an app unless there is
   *     only a service
   * @param to the name
   * @param order what it means for the order of starting
   * @param path where in the file
   */
  record Reference(
      Kind fromKind, SpecFile<?> from, Kind toKind, String to, Order order, List<Object> path) {

    Position position() {
      return from.position(path.toArray());
    }
  }

  static References of(Specs specs) {
    Collector collector = new Collector(specs);
    specs.bundles().values().forEach(collector::bundle);
    specs.apps().values().forEach(collector::app);
    specs.libs().values().forEach(collector::lib);
    specs.services().values().forEach(collector::service);
    return new References(List.copyOf(collector.found));
  }

  /** Reports names that no spec has. */
  void reportUnknown(Specs specs, Problems problems) {
    for (Reference reference : all) {
      if (specs.of(reference.toKind()).containsKey(reference.to())) {
        continue;
      }
      problems.error(
          reference.position(),
          "there is no %s '%s'%s"
              .formatted(
                  reference.toKind().word(),
                  reference.to().replaceAll("\\p{Cntrl}", "?"),
                  hint(specs, reference)));
    }
  }

  private static String hint(Specs specs, Reference reference) {
    for (Kind other : List.of(Kind.APP, Kind.SERVICE, Kind.LIB)) {
      if (other != reference.toKind() && specs.of(other).containsKey(reference.to())) {
        return "; there is %s of that name, which goes under '%s'"
            .formatted(other.withArticle(), other.folder());
      }
    }
    Set<String> names = specs.of(reference.toKind()).keySet();
    String suggestion = Suggestions.didYouMean(reference.to(), names);
    return suggestion.isEmpty()
        ? "; add %s/%s.yml or remove the name"
            .formatted(reference.toKind().folder(), reference.to())
        : suggestion;
  }

  private static final class Collector {
    private final List<Reference> found = new ArrayList<>();
    private final Specs specs;

    Collector(Specs specs) {
      this.specs = specs;
    }

    void bundle(SpecFile<BundleSpec> file) {
      file.spec()
          .ifPresent(
              bundle -> {
                names(Kind.BUNDLE, file, Kind.APP, bundle.apps(), Order.ANY, "apps");
                names(Kind.BUNDLE, file, Kind.SERVICE, bundle.services(), Order.ANY, "services");
              });
    }

    void app(SpecFile<AppSpec> file) {
      if (file.spec().isEmpty()) {
        return;
      }
      AppSpec app = file.spec().get();
      Kind from = Kind.APP;
      names(from, file, Kind.APP, app.depends().apps(), Order.FIRST, "depends", "apps");
      names(from, file, Kind.SERVICE, app.depends().services(), Order.FIRST, "depends", "services");
      names(from, file, Kind.LIB, app.depends().libs(), Order.ANY, "depends", "libs");
      names(
          from,
          file,
          Kind.APP,
          app.conditionalLinks().apps(),
          Order.FIRST,
          "conditional_links",
          "apps");
      names(
          from,
          file,
          Kind.SERVICE,
          app.conditionalLinks().services(),
          Order.FIRST,
          "conditional_links",
          "services");
      compose(from, file, app.compose(), "compose");
      suites(from, file, app.test());
    }

    void lib(SpecFile<LibSpec> file) {
      file.spec()
          .ifPresent(
              lib -> {
                names(Kind.LIB, file, Kind.LIB, lib.libs(), Order.FIRST, "depends", "libs");
                suites(Kind.LIB, file, lib.test());
              });
    }

    void service(SpecFile<ServiceSpec> file) {
      file.spec().ifPresent(service -> compose(Kind.SERVICE, file, service.compose()));
    }

    private void suites(Kind from, SpecFile<?> file, TestSpec test) {
      for (int i = 0; i < test.suites().size(); i++) {
        Suite suite = test.suites().get(i);
        names(
            from, file, Kind.SERVICE, suite.services(), Order.ANY, "test", "suites", i, "services");
      }
    }

    /** Compose keys that name other containers of the same file. */
    private void compose(Kind from, SpecFile<?> file, Value.Entries compose, Object... path) {
      ComposeKeys.network(compose)
          .ifPresent(
              network ->
                  network
                      .target()
                      .filter(
                          target -> network.mode().startsWith("service:") || isContainer(target))
                      .ifPresent(target -> container(from, file, target, path, network.key())));
      for (String key : List.of("links", "depends_on")) {
        switch (compose.get(key).orElse(Value.Plain.NULL)) {
          case Value.Items items -> {
            for (int i = 0; i < items.items().size(); i++) {
              int index = i;
              items
                  .items()
                  .get(i)
                  .scalar()
                  .filter(text -> !text.contains("$"))
                  .ifPresent(text -> container(from, file, beforeColon(text), path, key, index));
            }
          }
          case Value.Entries entries ->
              entries
                  .entries()
                  .keySet()
                  .forEach(name -> container(from, file, name, path, key, name));
          case Value.Text text -> {}
          case Value.Plain plain -> {}
        }
      }
    }

    private boolean isContainer(String name) {
      return specs.apps().containsKey(name) || specs.services().containsKey(name);
    }

    private void container(
        Kind from, SpecFile<?> file, String to, Object[] path, Object... further) {
      Kind kind =
          specs.services().containsKey(to) && !specs.apps().containsKey(to)
              ? Kind.SERVICE
              : Kind.APP;
      found.add(new Reference(from, file, kind, to, Order.FIRST, join(path, further)));
    }

    private void names(
        Kind from, SpecFile<?> file, Kind to, List<String> names, Order order, Object... path) {
      for (int i = 0; i < names.size(); i++) {
        found.add(new Reference(from, file, to, names.get(i), order, join(path, i)));
      }
    }

    private static List<Object> join(Object[] path, Object... further) {
      List<Object> joined = new ArrayList<>(path.length + further.length);
      joined.addAll(List.of(path));
      joined.addAll(List.of(further));
      return joined;
    }

    private static String beforeColon(String link) {
      int colon = link.indexOf(':');
      return colon < 0 ? link : link.substring(0, colon);
    }
  }

  /** Returns the names of all specs of the kinds that references order. */
  static Set<String> names(Specs specs, List<Kind> kinds) {
    Set<String> names = new TreeSet<>();
    kinds.forEach(kind -> names.addAll(specs.of(kind).keySet()));
    return names;
  }
}
