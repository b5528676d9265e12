package dev.dusty.cli;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.assembly.Assembler;
import dev.dusty.command.Console;
import dev.dusty.spec.Specs;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of commands that look at specs by themselves: which folder, and which bundles of it.
 */
final class SpecsOption {

  @Option(
      names = "--specs",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The folder of specs; by default the current one.")
  Path folder = Path.of(".");

  @Option(
      names = "--bundles",
      paramLabel = "A,B",
      split = ",",
      description = "The bundles that are active; by default all.")
  @Nullable List<String> bundles;

  /** Reads the specs; problems go to standard error, and errors end the command. */
  Specs read(Console console) {
    return SpecOutput.readValid(console, console.resolve(folder));
  }

  /** Returns what the chosen bundles need. */
  ActiveSpecs activeIn(Specs specs) {
    if (bundles == null) {
      return Assembler.assemble(specs, specs.bundles().keySet());
    }
    Set<String> names = new TreeSet<>();
    bundles.stream().map(String::strip).filter(name -> !name.isEmpty()).forEach(names::add);
    if (names.isEmpty()) {
      throw new UserError(
          "no-bundle",
          "--bundles names no bundle",
          "bundles here: " + String.join(", ", specs.bundles().keySet()));
    }
    return Assembler.assemble(specs, names);
  }
}
