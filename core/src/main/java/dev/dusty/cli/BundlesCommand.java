package dev.dusty.cli;

import dev.dusty.command.Bundles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dusty bundles}. */
@Command(
    name = "bundles",
    description = "Choose what to work on.",
    subcommands = {
      BundlesCommand.ListCommand.class,
      BundlesCommand.ActivateCommand.class,
      BundlesCommand.DeactivateCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  dusty bundles activate shop chat     work on two bundles more",
      "  dusty bundles activate --only shop   work on this one and nothing else"
    })
final class BundlesCommand extends GroupCommand {

  /** {@code dusty bundles list}. */
  @Command(name = "list", description = "List the bundles, and which are active.")
  static final class ListCommand implements Callable<Integer> {

    private final Asked asked;

    @Mixin FormatOption format = new FormatOption();

    ListCommand(Asked asked) {
      this.asked = asked;
    }

    @Override
    public Integer call() throws IOException {
      return new Bundles(asked.dusty(), asked.caller()).list(format.isJson());
    }
  }

  /** {@code dusty bundles activate}. */
  @Command(name = "activate", description = "Switch bundles on.")
  static final class ActivateCommand implements Callable<Integer> {

    private final Asked asked;

    @Option(names = "--only", description = "Switch all others off.")
    boolean only;

    @Parameters(
        paramLabel = "NAME",
        arity = "1..*",
        description = "Bundles.",
        completionCandidates = Names.Bundles.class)
    List<String> names = new ArrayList<>();

    ActivateCommand(Asked asked) {
      this.asked = asked;
    }

    @Override
    public Integer call() throws IOException {
      return new Bundles(asked.dusty(), asked.caller()).activate(names, only);
    }
  }

  /** {@code dusty bundles deactivate}. */
  @Command(name = "deactivate", description = "Switch bundles off.")
  static final class DeactivateCommand implements Callable<Integer> {

    private final Asked asked;

    @Parameters(
        paramLabel = "NAME",
        arity = "1..*",
        description = "Bundles.",
        completionCandidates = Names.ActiveBundles.class)
    List<String> names = new ArrayList<>();

    DeactivateCommand(Asked asked) {
      this.asked = asked;
    }

    @Override
    public Integer call() throws IOException {
      return new Bundles(asked.dusty(), asked.caller()).deactivate(names);
    }
  }
}
