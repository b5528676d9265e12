package dev.dusty.graph;

import dev.dusty.graph.DependencyGraph.Edge;
import dev.dusty.graph.DependencyGraph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Where everything is drawn, in pixels from the upper left corner, as the Eclipse Layout Kernel
 * finds it.
 *
 * @param width of the whole
 * @param height of the whole
 * @param boxes one for each node
 * @param lines one for each edge
 */
record GraphLayout(double width, double height, List<Box> boxes, List<Line> lines) {

  private static final double BOX_HEIGHT = 34;
  private static final double LETTER_WIDTH = 8.2;
  private static final double BOX_PADDING = 28;
  private static final double MARGIN = 20;

  /** A place. */
  record Point(double x, double y) {}

  /** A node's box. */
  record Box(Node node, double x, double y, double width, double height) {}

  /** An edge's line, from its beginning over its bends to its end. */
  record Line(Edge edge, List<Point> points) {}

  static GraphLayout of(DependencyGraph graph) {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    ElkNode root = ElkGraphUtil.createGraph();
    root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    root.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
    root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.SPLINES);
    root.setProperty(LayeredOptions.PADDING, new ElkPadding(MARGIN));
    root.setProperty(LayeredOptions.SPACING_NODE_NODE, 18.0);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 60.0);
    // The same graph gives the same picture.
    root.setProperty(LayeredOptions.RANDOM_SEED, 1);
    Map<SpecId, ElkNode> nodes = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      ElkNode elkNode = ElkGraphUtil.createNode(root);
      elkNode.setDimensions(node.id().name().length() * LETTER_WIDTH + BOX_PADDING, BOX_HEIGHT);
      nodes.put(node.id(), elkNode);
    }
    Map<Edge, ElkEdge> edges = new LinkedHashMap<>();
    for (Edge edge : graph.edges()) {
      edges.put(edge, ElkGraphUtil.createSimpleEdge(nodes.get(edge.from()), nodes.get(edge.to())));
    }
    new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());

    List<Box> boxes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      ElkNode placed = nodes.getOrDefault(node.id(), root);
      boxes.add(new Box(node, placed.getX(), placed.getY(), placed.getWidth(), placed.getHeight()));
    }
    List<Line> lines = new ArrayList<>();
    edges.forEach((edge, elkEdge) -> lines.add(new Line(edge, points(elkEdge))));
    return new GraphLayout(root.getWidth(), root.getHeight(), boxes, lines);
  }

  private static List<Point> points(ElkEdge edge) {
    List<Point> points = new ArrayList<>();
    for (ElkEdgeSection section : edge.getSections()) {
      points.add(new Point(section.getStartX(), section.getStartY()));
      for (ElkBendPoint bend : section.getBendPoints()) {
        points.add(new Point(bend.getX(), bend.getY()));
      }
      points.add(new Point(section.getEndX(), section.getEndY()));
    }
    return points;
  }
}
