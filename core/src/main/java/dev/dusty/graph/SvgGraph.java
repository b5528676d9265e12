package dev.dusty.graph;

import dev.dusty.graph.DependencyGraph.Need;
import dev.dusty.graph.GraphLayout.Box;
import dev.dusty.graph.GraphLayout.Line;
import dev.dusty.graph.GraphLayout.Point;
import dev.dusty.spec.Kind;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Draws an SVG picture of a laid-out graph. */
final class SvgGraph {

  private static final double LEGEND_HEIGHT = 44;
  private static final double LEGEND_STEP = 110;
  private static final String FONT = "ui-monospace,SFMono-Regular,Menlo,Consolas,monospace";

  private final XMLStreamWriter xml;

  private SvgGraph(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static String render(DependencyGraph graph) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      new SvgGraph(xml).write(GraphLayout.of(graph));
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a string cannot be written to", e);
    }
    return text.append('\n').toString();
  }

  private void write(GraphLayout layout) throws XMLStreamException {
    double width = Math.max(layout.width(), LEGEND_STEP * (Kind.values().length + 1));
    double height = layout.height() + LEGEND_HEIGHT;
    xml.writeStartElement("svg");
    xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
    attributes(
        "viewBox",
        "0 0 " + number(width) + " " + number(height),
        "width",
        number(width),
        "height",
        number(height),
        "font-family",
        FONT,
        "font-size",
        "13");
    title("What depends on what");
    writeArrowHead();
    empty("rect", "width", "100%", "height", "100%", "rx", "8", "fill", "#fcfcfd");
    for (Line line : layout.lines()) {
      writeLine(line);
    }
    for (Box box : layout.boxes()) {
      writeBox(box);
    }
    writeLegend(layout.height());
    xml.writeEndElement();
  }

  private void writeArrowHead() throws XMLStreamException {
    xml.writeStartElement("marker");
    attributes(
        "id",
        "arrow",
        "viewBox",
        "0 0 8 8",
        "refX",
        "7.5",
        "refY",
        "4",
        "markerWidth",
        "7",
        "markerHeight",
        "7",
        "orient",
        "auto");
    empty("path", "d", "M0 0.8 8 4 0 7.2z", "fill", "#6b7682");
    xml.writeEndElement();
  }

  private void writeLine(Line line) throws XMLStreamException {
    xml.writeStartElement("path");
    attributes(
        "d", path(line.points()),
        "fill", "none",
        "stroke", "#6b7682",
        "stroke-width", "1.3",
        "marker-end", "url(#arrow)");
    if (line.edge().kind() != Need.ALWAYS) {
      attributes("stroke-dasharray", line.edge().kind() == Need.CONDITIONAL ? "6 4" : "2 3");
    }
    title(
        line.edge().from()
            + switch (line.edge().kind()) {
              case ALWAYS -> " needs ";
              case CONDITIONAL -> " links, if it is active, ";
              case NETWORK -> " shares the network of ";
            }
            + line.edge().to());
    xml.writeEndElement();
  }

  /** ELK's splines are cubic: after the first point, each three are two controls and an end. */
  private static String path(List<Point> points) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      boolean curved = points.size() % 3 == 1;
      path.append(i == 0 ? "M" : !curved ? " L" : i % 3 == 1 ? " C" : " ");
      path.append(number(points.get(i).x())).append(' ').append(number(points.get(i).y()));
    }
    return path.toString();
  }

  private void writeBox(Box box) throws XMLStreamException {
    Look look = Look.of(box.node().id().kind());
    boolean active = box.node().active();
    xml.writeStartElement("g");
    title(box.node().id() + (active ? "" : " (not active)"));
    xml.writeStartElement("rect");
    attributes(
        "x",
        number(box.x()),
        "y",
        number(box.y()),
        "width",
        number(box.width()),
        "height",
        number(box.height()),
        "rx",
        box.node().id().kind() == Kind.BUNDLE ? "17" : "5",
        "fill",
        active ? look.fill() : "#ffffff",
        "stroke",
        active ? look.line() : Look.PALE,
        "stroke-width",
        "1.3");
    if (!active) {
      attributes("stroke-dasharray", "4 3");
    }
    xml.writeEndElement();
    text(
        box.node().id().name(),
        box.x() + box.width() / 2,
        box.y() + box.height() / 2 + 4.5,
        "middle",
        active ? "#1b1f24" : Look.PALE);
    xml.writeEndElement();
  }

  private void writeLegend(double top) throws XMLStreamException {
    double x = 20;
    for (Kind kind : Kind.values()) {
      Look look = Look.of(kind);
      empty(
          "rect",
          "x",
          number(x),
          "y",
          number(top + 10),
          "width",
          "16",
          "height",
          "16",
          "rx",
          kind == Kind.BUNDLE ? "8" : "3",
          "fill",
          look.fill(),
          "stroke",
          look.line());
      text(kind.word(), x + 24, top + 22.5, "start", "#4a5561");
      x += LEGEND_STEP;
    }
    empty(
        "rect",
        "x",
        number(x),
        "y",
        number(top + 10),
        "width",
        "16",
        "height",
        "16",
        "rx",
        "3",
        "fill",
        "#ffffff",
        "stroke",
        Look.PALE,
        "stroke-dasharray",
        "4 3");
    text("not active", x + 24, top + 22.5, "start", "#4a5561");
  }

  private void text(String text, double x, double y, String anchor, String colour)
      throws XMLStreamException {
    xml.writeStartElement("text");
    attributes("x", number(x), "y", number(y), "text-anchor", anchor, "fill", colour);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  /** Browsers show it beside the pointer, and read it aloud. */
  private void title(String title) throws XMLStreamException {
    xml.writeStartElement("title");
    xml.writeCharacters(title);
    xml.writeEndElement();
  }

  private void empty(String element, String... namesAndValues) throws XMLStreamException {
    xml.writeStartElement(element);
    attributes(namesAndValues);
    xml.writeEndElement();
  }

  private void attributes(String... namesAndValues) throws XMLStreamException {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      xml.writeAttribute(namesAndValues[i], namesAndValues[i + 1]);
    }
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
