package dev.dusty.run;

import dev.dusty.api.compile.Site;
import dev.dusty.assembly.PortAssignments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the last {@code up} left behind, for the next one and for {@code status}.
 *
 * @param site the Docker host's addresses and folders
 * @param ports the forwarding ports that were given out
 */
public record Deployment(Site site, List<Port> ports) {

  private static final String FILE = "deployment.json";

  /** Copies the list. */
  public Deployment {
    Objects.requireNonNull(site);
    ports = List.copyOf(ports);
  }

  /**
   * A forwarding port.
   *
   * @param app the rule's app
   * @param hostName the rule's host name
   * @param hostPort the rule's port
   * @param port the port on the Docker host
   */
  public record Port(String app, String hostName, int hostPort, int port) {}

  /** Returns what is left of an {@code up}. */
  public static Deployment of(Site site, PortAssignments assignments) {
    List<Port> ports = new ArrayList<>();
    assignments
        .ports()
        .forEach(
            (rule, port) ->
                ports.add(new Port(rule.app(), rule.hostName(), rule.hostPort(), port)));
    return new Deployment(site, ports);
  }

  /** Returns the ports as the planner knows them. */
  public PortAssignments assignments() {
    TreeMap<PortAssignments.Rule, Integer> assigned = new TreeMap<>();
    for (Port port : ports) {
      assigned.put(
          new PortAssignments.Rule(port.app(), port.hostName(), port.hostPort()), port.port());
    }
    return new PortAssignments(assigned);
  }

  /** Reads what is left of the last {@code up}; empty if there was none. */
  public static Optional<Deployment> read(Path state) throws IOException {
    return Json.read(state.resolve(FILE), Deployment.class);
  }

  /** Keeps it. */
  public void write(Path state) throws IOException {
    Json.write(state.resolve(FILE), this);
  }
}
