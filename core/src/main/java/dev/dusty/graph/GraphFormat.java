package dev.dusty.graph;

import java.util.Locale;

/** How a graph is written. */
public enum GraphFormat {
  /** The language of Graphviz. */
  DOT {
    @Override
    public String render(DependencyGraph graph) {
      return DotGraph.render(graph);
    }
  },
  /** The language of Mermaid, which code hosts draw in Markdown. */
  MERMAID {
    @Override
    public String render(DependencyGraph graph) {
      return MermaidGraph.render(graph);
    }
  },
  /** A picture that any browser shows. */
  SVG {
    @Override
    public String render(DependencyGraph graph) {
      return SvgGraph.render(graph);
    }
  };

  /** Returns the graph as text; the same for the same graph. */
  public abstract String render(DependencyGraph graph);

  /** Returns the word that stands behind {@code --format}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
