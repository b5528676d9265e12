package dev.dusty.api.compile;

import dev.dusty.api.spec.HostForwarding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The port on the Docker host behind each forwarding rule of the active apps: where nginx finds the
 * app.
 *
 * @param forwardings in the order in which ports are given out
 * @since 1.0
 */
public record PortPlan(List<Forwarding> forwardings) {

  /**
   * A rule and its port.
   *
   * @param app the app whose rule it is
   * @param rule the rule
   * @param port the port on the Docker host at which the app's container is published
   * @since 1.0
   */
  public record Forwarding(String app, HostForwarding rule, int port) {}

  /** Copies the list, and checks that no port is there twice. */
  public PortPlan {
    forwardings = List.copyOf(forwardings);
    Set<Integer> ports = new HashSet<>();
    for (Forwarding forwarding : forwardings) {
      if (!ports.add(forwarding.port())) {
        throw new IllegalArgumentException("port " + forwarding.port() + " is planned twice");
      }
    }
  }

  /** Returns the rules of each app that has any, in the plan's order. */
  public Map<String, List<Forwarding>> byApp() {
    Map<String, List<Forwarding>> byApp = new LinkedHashMap<>();
    for (Forwarding forwarding : forwardings) {
      byApp.computeIfAbsent(forwarding.app(), app -> new ArrayList<>()).add(forwarding);
    }
    return byApp;
  }

  /** Returns the host names, each once, in the plan's order. */
  public List<String> hostNames() {
    return forwardings.stream().map(forwarding -> forwarding.rule().hostName()).distinct().toList();
  }

  /** Returns the ports at which nginx listens, ascending. */
  public SortedSet<Integer> hostPorts() {
    SortedSet<Integer> ports = new TreeSet<>();
    forwardings.forEach(forwarding -> ports.add(forwarding.rule().hostPort()));
    return ports;
  }
}
