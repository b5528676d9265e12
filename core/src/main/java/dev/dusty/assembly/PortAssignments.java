package dev.dusty.assembly;

import dev.dusty.api.compile.PortPlan.Forwarding;
import dev.dusty.api.spec.HostForwarding;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The forwarding ports that were given out before, by what a rule is known by. They are kept in the
 * state folder for as long as their rule exists, so that another app's coming and going moves no
 * port.
 *
 * @param ports the ports, by rule
 */
public record PortAssignments(NavigableMap<Rule, Integer> ports) {

  /** Nothing was given out before. */
  public static final PortAssignments NONE = new PortAssignments(new TreeMap<>());

  /** Copies the map. */
  public PortAssignments {
    ports = Collections.unmodifiableNavigableMap(new TreeMap<>(ports));
  }

  /**
   * What a rule is known by: a change of its container port does not make it another rule.
   *
   * @param app the app
   * @param hostName the host name
   * @param hostPort the port on the Docker host
   */
  public record Rule(String app, String hostName, int hostPort) implements Comparable<Rule> {

    static Rule of(String app, HostForwarding rule) {
      return new Rule(app, rule.hostName(), rule.hostPort());
    }

    static Rule of(Forwarding forwarding) {
      return of(forwarding.app(), forwarding.rule());
    }

    @Override
    public int compareTo(Rule other) {
      int byApp = app.compareTo(other.app);
      int byName = byApp != 0 ? byApp : hostName.compareTo(other.hostName);
      return byName != 0 ? byName : Integer.compare(hostPort, other.hostPort);
    }
  }

  /** Returns these assignments with those of a plan on top. */
  public PortAssignments with(Map<Rule, Integer> newer) {
    NavigableMap<Rule, Integer> all = new TreeMap<>(ports);
    all.putAll(newer);
    return new PortAssignments(all);
  }
}
