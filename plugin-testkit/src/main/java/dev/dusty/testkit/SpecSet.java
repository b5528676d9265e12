package dev.dusty.testkit;

import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.BundleSpec;
import dev.dusty.api.spec.HostForwarding;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;

/**
 * All specs of a specs repo, valid as a whole: every name that one of them mentions is there, the
 * names keep the rules, nothing depends on itself, no two rules claim one place.
 *
 * @param apps in an order of no meaning, names unique
 * @param libs in an order of no meaning, names unique
 * @param services in an order of no meaning, names unique, and no app's
 * @param bundles in an order of no meaning, names unique
 * @since 1.0
 */
public record SpecSet(
    List<AppSpec> apps, List<LibSpec> libs, List<ServiceSpec> services, List<BundleSpec> bundles) {
  /** Copies the lists. */
  public SpecSet {
    apps = List.copyOf(apps);
    libs = List.copyOf(libs);
    services = List.copyOf(services);
    bundles = List.copyOf(bundles);
  }

  /** Returns the same specs, as if their files had been found in another order. */
  public SpecSet shuffled(Random random) {
    return new SpecSet(
        shuffled(apps, random),
        shuffled(libs, random),
        shuffled(services, random),
        shuffled(bundles, random));
  }

  private static <T> List<T> shuffled(List<T> items, Random random) {
    List<T> shuffled = new ArrayList<>(items);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  /** Returns the ports of the Docker host that some app's forwarding asks for. */
  public NavigableSet<Integer> hostPorts() {
    NavigableSet<Integer> ports = new TreeSet<>();
    apps.forEach(
        app -> app.hostForwarding().stream().map(HostForwarding::hostPort).forEach(ports::add));
    return ports;
  }
}
