package dev.dusty.spec;

import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.BundleSpec;
import dev.dusty.api.spec.HostForwarding;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.ServiceSpec;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All specs of a folder, by name, with their places. Until they are checked, some may have nothing
 * but a name.
 *
 * @param bundles by name
 * @param apps by name
 * @param libs by name
 * @param services by name
 */
public record Specs(
    NavigableMap<String, SpecFile<BundleSpec>> bundles,
    NavigableMap<String, SpecFile<AppSpec>> apps,
    NavigableMap<String, SpecFile<LibSpec>> libs,
    NavigableMap<String, SpecFile<ServiceSpec>> services) {

  /** Copies the maps. */
  public Specs {
    bundles = copy(bundles);
    apps = copy(apps);
    libs = copy(libs);
    services = copy(services);
  }

  private static <T> NavigableMap<String, T> copy(NavigableMap<String, T> map) {
    return Collections.unmodifiableNavigableMap(new TreeMap<>(map));
  }

  /** Returns the specs of a kind, by name. */
  public NavigableMap<String, ? extends SpecFile<?>> of(Kind kind) {
    return switch (kind) {
      case BUNDLE -> bundles;
      case APP -> apps;
      case LIB -> libs;
      case SERVICE -> services;
    };
  }

  /** Returns the ports of the Docker host that some app's forwarding asks for, active or not. */
  public NavigableSet<Integer> hostPorts() {
    NavigableSet<Integer> ports = new TreeSet<>();
    values(apps)
        .forEach(
            app -> app.hostForwarding().stream().map(HostForwarding::hostPort).forEach(ports::add));
    return ports;
  }

  /** Returns the specs of a map that are whole, in the order of their names. */
  public static <T> Iterable<T> values(Map<String, SpecFile<T>> files) {
    return () -> files.values().stream().flatMap(file -> file.spec().stream()).iterator();
  }
}
