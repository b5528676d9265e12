package dev.dusty.testkit;

import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.ActiveAsset;
import dev.dusty.api.compile.ActiveLib;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compile.PortPlan;
import dev.dusty.api.compile.PortPlan.Forwarding;
import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.Asset;
import dev.dusty.api.spec.BundleSpec;
import dev.dusty.api.spec.HostForwarding;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a choice of bundles makes active, word for word as the reference of the spec language says
 * it and without a thought for speed: for making inputs, and for comparing Dusty's own assembly
 * with it.
 *
 * @since 1.0
 */
public final class ReferenceAssembly {

  private final SpecSet specs;
  private final Map<String, AppSpec> apps;
  private final Map<String, LibSpec> libs;
  private final Map<String, ServiceSpec> services;

  private ReferenceAssembly(SpecSet specs) {
    this.specs = specs;
    apps = byName(specs.apps(), AppSpec::name);
    libs = byName(specs.libs(), LibSpec::name);
    services = byName(specs.services(), ServiceSpec::name);
  }

  /**
   * Returns what bundles make active.
   *
   * @param specs all specs
   * @param bundles names of bundles among them
   */
  public static ActiveSpecs assemble(SpecSet specs, Collection<String> bundles) {
    return new ReferenceAssembly(specs).assemble(new TreeSet<>(bundles));
  }

  /**
   * Returns the ports of an environment that has none yet: 65000 upwards, then 64999 downwards to
   * 61000, apps by name, rules in written order, without those that some spec has as a host port.
   */
  public static PortPlan plan(SpecSet specs, ActiveSpecs active) {
    Set<Integer> taken = specs.hostPorts();
    Iterator<Integer> free =
        IntStream.concat(
                IntStream.rangeClosed(65000, 65535),
                IntStream.iterate(64999, port -> port >= 61000, port -> port - 1))
            .filter(port -> !taken.contains(port))
            .iterator();
    List<Forwarding> plan = new ArrayList<>();
    for (ActiveApp app : active.apps()) {
      for (HostForwarding rule : app.spec().hostForwarding()) {
        plan.add(new Forwarding(app.name(), rule, free.next()));
      }
    }
    return new PortPlan(plan);
  }

  private ActiveSpecs assemble(NavigableSet<String> names) {
    List<BundleSpec> bundles =
        specs.bundles().stream().filter(bundle -> names.contains(bundle.name())).toList();

    // The bundles' apps and, transitively, those that they depend on.
    NavigableSet<String> activeApps = new TreeSet<>();
    bundles.forEach(bundle -> bundle.apps().forEach(app -> addWithNeeds(app, activeApps)));

    // The bundles' services and the active apps'; a conditional link makes nothing active.
    NavigableSet<String> activeServices = new TreeSet<>();
    bundles.forEach(bundle -> activeServices.addAll(bundle.services()));
    activeApps.forEach(app -> activeServices.addAll(get(apps, app).depends().services()));

    // The active apps' libs.
    NavigableSet<String> activeLibs = new TreeSet<>();
    for (String app : activeApps) {
      installOrder(get(apps, app).depends().libs()).forEach(lib -> activeLibs.add(lib.name()));
    }

    return new ActiveSpecs(
        List.copyOf(names),
        activeApps.stream().map(app -> activeApp(app, activeApps, activeServices)).toList(),
        activeLibs.stream().map(lib -> get(libs, lib)).map(this::activeLib).toList(),
        activeServices.stream().map(service -> get(services, service)).toList(),
        assets(activeApps, activeLibs));
  }

  private void addWithNeeds(String app, Set<String> found) {
    if (found.add(app)) {
      get(apps, app).depends().apps().forEach(needed -> addWithNeeds(needed, found));
    }
  }

  private ActiveApp activeApp(String name, Set<String> activeApps, Set<String> activeServices) {
    AppSpec app = get(apps, name);
    Stream<String> always =
        Stream.concat(app.depends().services().stream(), app.depends().apps().stream());
    Stream<String> conditional =
        Stream.concat(
            app.conditionalLinks().services().stream().filter(activeServices::contains),
            app.conditionalLinks().apps().stream().filter(activeApps::contains));
    List<String> links = Stream.concat(always, conditional).distinct().toList();
    return new ActiveApp(app, installOrder(app.depends().libs()), links);
  }

  private ActiveLib activeLib(LibSpec lib) {
    return new ActiveLib(lib, installOrder(lib.libs()));
  }

  private List<LibSpec> installOrder(List<String> names) {
    Set<String> ordered = new LinkedHashSet<>();
    names.forEach(name -> addAfterNeeds(name, ordered));
    return ordered.stream().map(name -> get(libs, name)).toList();
  }

  private void addAfterNeeds(String lib, Set<String> ordered) {
    if (!ordered.contains(lib)) {
      get(libs, lib).libs().forEach(needed -> addAfterNeeds(needed, ordered));
      ordered.add(lib);
    }
  }

  private List<ActiveAsset> assets(Set<String> activeApps, Set<String> activeLibs) {
    Map<String, List<Asset>> byUser = new TreeMap<>();
    activeApps.forEach(app -> byUser.put(app, get(apps, app).assets()));
    activeLibs.forEach(lib -> byUser.put("lib:" + lib, get(libs, lib).assets()));

    NavigableMap<String, List<String>> usedBy = new TreeMap<>();
    NavigableMap<String, List<String>> requiredBy = new TreeMap<>();
    byUser.forEach(
        (user, assets) -> {
          for (Asset asset : assets) {
            usedBy.computeIfAbsent(asset.name(), name -> new ArrayList<>()).add(user);
            if (asset.required()) {
              requiredBy.computeIfAbsent(asset.name(), name -> new ArrayList<>()).add(user);
            }
          }
        });
    return usedBy.keySet().stream()
        .map(
            name ->
                new ActiveAsset(
                    name,
                    usedBy.getOrDefault(name, List.of()),
                    requiredBy.getOrDefault(name, List.of())))
        .toList();
  }

  private static <T> Map<String, T> byName(List<T> specs, Function<T, String> name) {
    Map<String, T> byName = new LinkedHashMap<>();
    specs.forEach(spec -> byName.put(name.apply(spec), spec));
    return byName;
  }

  private static <T> T get(Map<String, T> specs, String name) {
    T spec = specs.get(name);
    if (spec == null) {
      throw new IllegalArgumentException("there is no '" + name + "' among " + specs.keySet());
    }
    return spec;
  }
}
