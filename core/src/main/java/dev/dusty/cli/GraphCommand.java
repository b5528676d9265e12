package dev.dusty.cli;

import dev.dusty.command.Console;
import dev.dusty.command.ExitCode;
import dev.dusty.graph.DependencyGraph;
import dev.dusty.graph.GraphFormat;
import dev.dusty.spec.Specs;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code dusty graph}: what depends on what. */
@Command(
    name = "graph",
    description = "Draw what depends on what, with the active part marked. Needs no daemon.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  dusty graph --bundles shop --format svg > shop.svg",
      "  dusty graph --format mermaid  for a page in Markdown"
    })
final class GraphCommand implements Callable<Integer>, RunsAlone {

  private final Console console;

  @Mixin SpecsOption specsOption = new SpecsOption();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "dot",
      converter = Converter.class,
      description = "What to write: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  GraphFormat format = GraphFormat.DOT;

  GraphCommand(Console console) {
    this.console = console;
  }

  /** Reads the word, and says which there are where it is none of them. */
  static final class Converter implements ITypeConverter<GraphFormat> {
    @Override
    public GraphFormat convert(String word) {
      for (GraphFormat format : GraphFormat.values()) {
        if (format.toString().equals(word)) {
          return format;
        }
      }
      throw new TypeConversionException("'" + word + "' is none of dot, mermaid and svg");
    }
  }

  @Override
  public Integer call() {
    Specs specs = specsOption.read(console);
    DependencyGraph graph = DependencyGraph.of(specs, specsOption.activeIn(specs));
    console.out().print(format.render(graph));
    return ExitCode.DONE;
  }
}
