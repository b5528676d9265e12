package dev.dusty.cli;

import dev.dusty.command.Bundles;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dusty bundles}. */
@Command(
    name = "bundles",
    description = "Choose what to work on.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  dusty bundles activate shop chat     work on two bundles more",
      "  dusty bundles activate --only shop   work on this one and nothing else"
    })
final class BundlesCommand extends GroupCommand {

  @Command(name = "list", description = "List the bundles, and which are active.")
  int list(@Mixin FormatOption format) throws IOException {
    return bundles().list(format.isJson());
  }

  @Command(name = "activate", description = "Switch bundles on.")
  int activate(
      @Option(names = "--only", description = "Switch all others off.") boolean only,
      @Parameters(
              paramLabel = "NAME",
              arity = "1..*",
              description = "Bundles.",
              completionCandidates = Names.Bundles.class)
          List<String> names)
      throws IOException {
    return bundles().activate(names, only);
  }

  @Command(name = "deactivate", description = "Switch bundles off.")
  int deactivate(
      @Parameters(
              paramLabel = "NAME",
              arity = "1..*",
              description = "Bundles.",
              completionCandidates = Names.ActiveBundles.class)
          List<String> names)
      throws IOException {
    return bundles().deactivate(names);
  }

  private Bundles bundles() {
    return new Bundles(dusty(), caller());
  }
}
