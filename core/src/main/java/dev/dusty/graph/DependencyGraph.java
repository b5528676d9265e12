package dev.dusty.graph;

import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compose.ComposeKeys;
import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.BundleSpec;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.api.value.Value;
import dev.dusty.spec.Kind;
import dev.dusty.spec.Specs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All specs and what they need, the active part marked.
 *
 * @param nodes bundles, apps, libs and services, each kind sorted by name
 * @param edges what needs what; ends are among the nodes, each edge once
 */
public record DependencyGraph(List<Node> nodes, List<Edge> edges) {

  /**
   * A spec in the graph.
   *
   * @param id which one
   * @param active whether the active bundles need it
   */
  public record Node(SpecId id, boolean active) {}

  /**
   * One spec needs another.
   *
   * @param from the one that needs
   * @param to the one that is needed
   * @param kind in what way
   */
  public record Edge(SpecId from, SpecId to, Need kind) {}

  /** In what way a spec needs another. */
  public enum Need {
    /** Always. */
    ALWAYS,
    /** Only if something else makes it active. */
    CONDITIONAL,
    /** It shares the other's network. */
    NETWORK
  }

  /** Copies the lists. */
  public DependencyGraph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /**
   * Returns the graph of valid specs.
   *
   * @param specs all specs
   * @param active what is active of them
   */
  public static DependencyGraph of(Specs specs, ActiveSpecs active) {
    Set<SpecId> marked = new LinkedHashSet<>();
    active.bundles().forEach(name -> marked.add(new SpecId(Kind.BUNDLE, name)));
    active.apps().forEach(app -> marked.add(new SpecId(Kind.APP, app.name())));
    active.libs().forEach(lib -> marked.add(new SpecId(Kind.LIB, lib.spec().name())));
    active.services().forEach(service -> marked.add(new SpecId(Kind.SERVICE, service.name())));
    List<Node> nodes = new ArrayList<>();
    Set<SpecId> known = new LinkedHashSet<>();
    for (Kind kind : Kind.values()) {
      for (String name : specs.of(kind).keySet()) {
        SpecId id = new SpecId(kind, name);
        known.add(id);
        nodes.add(new Node(id, marked.contains(id)));
      }
    }
    Edges edges = new Edges(known);
    Specs.values(specs.bundles()).forEach(edges::addBundle);
    Specs.values(specs.apps()).forEach(edges::addApp);
    Specs.values(specs.libs()).forEach(edges::addLib);
    Specs.values(specs.services()).forEach(edges::addService);
    return new DependencyGraph(nodes, List.copyOf(edges.found));
  }

  private static final class Edges {
    private final Set<Edge> found = new LinkedHashSet<>();
    private final Set<SpecId> known;

    Edges(Set<SpecId> known) {
      this.known = known;
    }

    void addBundle(BundleSpec bundle) {
      SpecId id = new SpecId(Kind.BUNDLE, bundle.name());
      add(id, Kind.APP, bundle.apps(), Need.ALWAYS);
      add(id, Kind.SERVICE, bundle.services(), Need.ALWAYS);
    }

    void addApp(AppSpec app) {
      SpecId id = new SpecId(Kind.APP, app.name());
      add(id, Kind.APP, app.depends().apps(), Need.ALWAYS);
      add(id, Kind.SERVICE, app.depends().services(), Need.ALWAYS);
      add(id, Kind.LIB, app.depends().libs(), Need.ALWAYS);
      add(id, Kind.APP, app.conditionalLinks().apps(), Need.CONDITIONAL);
      add(id, Kind.SERVICE, app.conditionalLinks().services(), Need.CONDITIONAL);
      addNetwork(id, app.compose());
    }

    void addLib(LibSpec lib) {
      add(new SpecId(Kind.LIB, lib.name()), Kind.LIB, lib.libs(), Need.ALWAYS);
    }

    void addService(ServiceSpec service) {
      addNetwork(new SpecId(Kind.SERVICE, service.name()), service.compose());
    }

    private void addNetwork(SpecId from, Value.Entries compose) {
      ComposeKeys.network(compose)
          .flatMap(ComposeKeys.Network::target)
          .ifPresent(
              target -> {
                for (Kind kind : List.of(Kind.APP, Kind.SERVICE)) {
                  if (known.contains(new SpecId(kind, target))) {
                    add(from, kind, List.of(target), Need.NETWORK);
                  }
                }
              });
    }

    private void add(SpecId from, Kind kind, Collection<String> names, Need need) {
      names.forEach(name -> found.add(new Edge(from, new SpecId(kind, name), need)));
    }
  }
}
