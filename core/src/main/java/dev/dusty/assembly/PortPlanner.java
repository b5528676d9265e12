package dev.dusty.assembly;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compile.PortPlan;
import dev.dusty.api.compile.PortPlan.Forwarding;
import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.HostForwarding;
import dev.dusty.assembly.PortAssignments.Rule;
import dev.dusty.spec.Specs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives each forwarding rule of each active app a port on the Docker host: 65000 to 65535, then
 * 64999 down to 61000, apps in the order of their names, rules in written order. A port that was
 * given out before stays with its rule. A port at which nginx has to listen for some spec, active
 * or not, is never given out.
 */
public final class PortPlanner {

  static final int FIRST = 65000;
  static final int HIGHEST = 65535;
  static final int LOWEST = 61000;
  private static final int IN_ALL = HIGHEST - LOWEST + 1;

  private PortPlanner() {}

  /**
   * A plan, and what to remember of it.
   *
   * @param plan the plan for the active apps
   * @param assignments the plan's ports, and those of rules that exist without being active
   */
  public record Planned(PortPlan plan, PortAssignments assignments) {}

  /**
   * Plans the ports.
   *
   * @param specs all specs, for the rules that exist and the ports that nginx needs
   * @param active the active ones
   * @param before what was given out before
   * @throws UserError with code {@code too-many-forwardings} if there are more rules than ports
   */
  public static Planned plan(Specs specs, ActiveSpecs active, PortAssignments before) {
    Set<Integer> taken = new HashSet<>(specs.hostPorts());
    Map<Rule, Integer> kept = kept(specs, before, taken);
    Map<Rule, Integer> given = new LinkedHashMap<>();
    List<Forwarding> forwardings = new ArrayList<>();
    int next = 0;
    for (ActiveApp app : active.apps()) {
      for (HostForwarding rule : app.spec().hostForwarding()) {
        Rule known = Rule.of(app.name(), rule);
        Integer port = kept.get(known);
        if (port == null) {
          while (next < IN_ALL && taken.contains(portAt(next))) {
            next++;
          }
          if (next == IN_ALL) {
            return withoutInactive(specs, active, before);
          }
          port = portAt(next++);
        }
        given.put(known, port);
        forwardings.add(new Forwarding(app.name(), rule, port));
      }
    }
    forwardings.sort(Comparator.comparingInt(forwarding -> placeOf(forwarding.port())));
    return new Planned(
        new PortPlan(forwardings), new PortAssignments(new TreeMap<>(kept)).with(given));
  }

  /** Plans again with the ports of inactive rules set free. */
  private static Planned withoutInactive(Specs specs, ActiveSpecs active, PortAssignments before) {
    NavigableMap<Rule, Integer> ofActive = new TreeMap<>();
    for (ActiveApp app : active.apps()) {
      for (HostForwarding rule : app.spec().hostForwarding()) {
        Rule known = Rule.of(app.name(), rule);
        Integer port = before.ports().get(known);
        if (port != null) {
          ofActive.put(known, port);
        }
      }
    }
    if (ofActive.size() == before.ports().size()) {
      throw tooMany(active);
    }
    return plan(specs, active, new PortAssignments(ofActive));
  }

  /** Returns the former assignments whose rule exists, and takes their ports. */
  private static Map<Rule, Integer> kept(Specs specs, PortAssignments before, Set<Integer> taken) {
    Set<Rule> existing = new HashSet<>();
    for (AppSpec app : Specs.values(specs.apps())) {
      app.hostForwarding().forEach(rule -> existing.add(Rule.of(app.name(), rule)));
    }
    NavigableMap<Rule, Integer> kept = new TreeMap<>();
    before
        .ports()
        .forEach(
            (rule, port) -> {
              boolean inRange = port >= LOWEST && port <= HIGHEST;
              if (existing.contains(rule) && inRange && taken.add(port)) {
                kept.put(rule, port);
              }
            });
    return kept;
  }

  private static int portAt(int place) {
    int up = HIGHEST - FIRST + 1;
    return place < up ? FIRST + place : FIRST - 1 - (place - up);
  }

  private static int placeOf(int port) {
    return port >= FIRST ? port - FIRST : HIGHEST - port;
  }

  private static UserError tooMany(ActiveSpecs active) {
    long rules = active.apps().stream().mapToLong(app -> app.spec().hostForwarding().size()).sum();
    return new UserError(
        "too-many-forwardings",
        "the active apps have %,d forwarding rules, and there are ports for %,d"
            .formatted(rules, IN_ALL),
        Long.toString(rules),
        "at most " + IN_ALL,
        "activate fewer bundles");
  }
}
