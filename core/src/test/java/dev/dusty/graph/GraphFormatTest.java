package dev.dusty.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.assembly.Assembler;
import dev.dusty.graph.GraphLayout.Box;
import dev.dusty.graph.GraphLayout.Point;
import dev.dusty.spec.SpecFolder;
import dev.dusty.spec.Specs;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** How what depends on what is drawn. */
class GraphFormatTest {

  @TempDir Path folder;

  private DependencyGraph graph() {
    Specs specs =
        SpecFolder.in(folder)
            .with(
                "apps/web.yml",
                SpecFolder.APP + "depends: {libs: [common]}\nconditional_links: {services: [db]}\n")
            .with("apps/side.yml", SpecFolder.APP + "compose: {network_mode: 'service:web'}\n")
            .with("bundles/more.yml", "apps: [side]\n")
            .read()
            .specs();
    return DependencyGraph.of(specs, Assembler.assemble(specs, Set.of("all")));
  }

  @Test
  void dotHasANodeForEachSpecAndAnEdgeForEachNeed() {
    assertThat(GraphFormat.DOT.render(graph()))
        .startsWith("digraph dusty {\n")
        .contains("\"app:web\" [ label=\"web\" shape=\"box\" style=\"filled\"")
        .contains("\"app:side\" [ label=\"side\" shape=\"box\" style=\"dashed\"")
        .contains("\"bundle:all\" -> \"app:web\" [ style=\"solid\" ];")
        .contains("\"app:web\" -> \"lib:common\" [ style=\"solid\" ];")
        .contains("\"app:web\" -> \"service:db\" [ style=\"dashed\" label=\"if active\" ];")
        .contains("\"app:side\" -> \"app:web\" [ style=\"dotted\" label=\"network\" ];");
  }

  @Test
  void mermaidIsAFlowchart() {
    assertThat(GraphFormat.MERMAID.render(graph()))
        .isEqualTo(
            """
            flowchart LR
              n0(["all"]):::bundle
              n1(["more"]):::inactive
              n2["side"]:::inactive
              n3["web"]:::app
              n4[["common"]]:::lib
              n5[("db")]:::service
              n0 --> n3
              n0 --> n5
              n1 --> n2
              n2 -. network .-> n3
              n3 --> n4
              n3 -. if active .-> n5
              classDef bundle fill:#fff1c9,stroke:#b98900,color:#1b1f24
              classDef app fill:#d5e8ff,stroke:#2f6fb5,color:#1b1f24
              classDef lib fill:#e4dcff,stroke:#7254c4,color:#1b1f24
              classDef service fill:#d3f3df,stroke:#2b8a57,color:#1b1f24
              classDef inactive fill:#fff,stroke:#9aa4af,color:#9aa4af,stroke-dasharray:4
            """);
  }

  @Test
  void svgIsWellFormedAndNamesEverySpec() throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(GraphFormat.SVG.render(graph()))));
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(document.getElementsByTagName("g").getLength()).isEqualTo(6);
    assertThat(document.getDocumentElement().getTextContent())
        .contains("app web needs lib common")
        .contains("app side (not active)")
        .contains("app side shares the network of app web");
  }

  @Test
  void boxesLieInsideAndApartAndLinesLeadFromBoxToBox() {
    GraphLayout layout = GraphLayout.of(graph());
    List<Box> boxes = layout.boxes();
    for (Box box : boxes) {
      assertThat(box.x()).isNotNegative();
      assertThat(box.x() + box.width()).isLessThanOrEqualTo(layout.width());
      assertThat(box.y() + box.height()).isLessThanOrEqualTo(layout.height());
      for (Box other : boxes) {
        boolean apart =
            box.x() + box.width() <= other.x()
                || other.x() + other.width() <= box.x()
                || box.y() + box.height() <= other.y()
                || other.y() + other.height() <= box.y();
        assertThat(box.equals(other) || apart).isTrue();
      }
    }
    layout
        .lines()
        .forEach(
            line -> {
              assertThat(touches(boxes, line.edge().from(), line.points().getFirst())).isTrue();
              assertThat(touches(boxes, line.edge().to(), line.points().getLast())).isTrue();
            });
  }

  private static boolean touches(List<Box> boxes, SpecId id, Point point) {
    Box box = boxes.stream().filter(b -> b.node().id().equals(id)).findFirst().orElseThrow();
    return point.x() >= box.x() - 1
        && point.x() <= box.x() + box.width() + 1
        && point.y() >= box.y() - 1
        && point.y() <= box.y() + box.height() + 1;
  }

  @Test
  void theSameGraphIsTheSamePicture() {
    assertThat(GraphFormat.SVG.render(graph())).isEqualTo(GraphFormat.SVG.render(graph()));
  }
}
