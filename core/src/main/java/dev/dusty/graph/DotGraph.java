package dev.dusty.graph;

import dev.dusty.graph.DependencyGraph.Edge;
import dev.dusty.graph.DependencyGraph.Node;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.graph.builder.GraphTypeBuilder;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.dot.DOTExporter;

/** Writes DOT. */
final class DotGraph {

  private DotGraph() {}

  static String render(DependencyGraph graph) {
    Map<SpecId, Node> byId = new LinkedHashMap<>();
    graph.nodes().forEach(node -> byId.put(node.id(), node));
    Graph<Node, Edge> jgraph =
        GraphTypeBuilder.<Node, Edge>directed()
            .allowingMultipleEdges(true)
            .allowingSelfLoops(true)
            .buildGraph();
    byId.values().forEach(jgraph::addVertex);
    for (Edge edge : graph.edges()) {
      jgraph.addEdge(byId.get(edge.from()), byId.get(edge.to()), edge);
    }
    DOTExporter<Node, Edge> exporter =
        new DOTExporter<>(node -> "\"" + node.id().kind().word() + ":" + node.id().name() + "\"");
    exporter.setGraphIdProvider(() -> "dusty");
    exporter.setGraphAttributeProvider(() -> attributes("rankdir", "LR", "fontname", "Helvetica"));
    exporter.setVertexAttributeProvider(DotGraph::attributes);
    exporter.setEdgeAttributeProvider(DotGraph::attributes);
    StringWriter text = new StringWriter();
    exporter.exportGraph(jgraph, text);
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  private static Map<String, Attribute> attributes(Node node) {
    Look look = Look.of(node.id().kind());
    return attributes(
        "label",
        node.id().name(),
        "shape",
        look.dotShape(),
        "style",
        node.active() ? "filled" : "dashed",
        "fillcolor",
        look.fill(),
        "color",
        node.active() ? look.line() : Look.PALE,
        "fontcolor",
        node.active() ? "#1b1f24" : Look.PALE);
  }

  private static Map<String, Attribute> attributes(Edge edge) {
    return switch (edge.kind()) {
      case ALWAYS -> attributes("style", "solid");
      case CONDITIONAL -> attributes("style", "dashed", "label", "if active");
      case NETWORK -> attributes("style", "dotted", "label", "network");
    };
  }

  private static Map<String, Attribute> attributes(String... namesAndValues) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      attributes.put(namesAndValues[i], DefaultAttribute.createAttribute(namesAndValues[i + 1]));
    }
    return attributes;
  }
}
