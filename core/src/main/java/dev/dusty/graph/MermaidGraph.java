package dev.dusty.graph;

import dev.dusty.graph.DependencyGraph.Edge;
import dev.dusty.graph.DependencyGraph.Node;
import dev.dusty.spec.Kind;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a Mermaid flowchart. Nodes have numbers for their ids, as Mermaid takes some words for its
 * own; labels are names of specs, which hold nothing that Mermaid would read.
 */
final class MermaidGraph {

  private MermaidGraph() {}

  static String render(DependencyGraph graph) {
    StringBuilder text = new StringBuilder("flowchart LR\n");
    Map<SpecId, String> ids = new HashMap<>();
    for (Node node : graph.nodes()) {
      String id = "n" + ids.size();
      ids.put(node.id(), id);
      String label = "\"" + node.id().name() + "\"";
      text.append("  ").append(id).append(shaped(node.id().kind(), label)).append(":::");
      text.append(node.active() ? node.id().kind().word() : "inactive").append('\n');
    }
    for (Edge edge : graph.edges()) {
      String arrow =
          switch (edge.kind()) {
            case ALWAYS -> " --> ";
            case CONDITIONAL -> " -. if active .-> ";
            case NETWORK -> " -. network .-> ";
          };
      text.append("  ").append(ids.get(edge.from())).append(arrow);
      text.append(ids.get(edge.to())).append('\n');
    }
    for (Kind kind : Kind.values()) {
      Look look = Look.of(kind);
      text.append("  classDef ").append(kind.word());
      text.append(" fill:").append(look.fill()).append(",stroke:").append(look.line());
      text.append(",color:#1b1f24\n");
    }
    text.append("  classDef inactive fill:#fff,stroke:").append(Look.PALE);
    return text.append(",color:").append(Look.PALE).append(",stroke-dasharray:4\n").toString();
  }

  private static String shaped(Kind kind, String label) {
    return switch (kind) {
      case BUNDLE -> "([" + label + "])";
      case APP -> "[" + label + "]";
      case LIB -> "[[" + label + "]]";
      case SERVICE -> "[(" + label + ")]";
    };
  }
}
