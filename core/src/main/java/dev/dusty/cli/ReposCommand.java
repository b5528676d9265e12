package dev.dusty.cli;

import dev.dusty.command.Repos;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dusty repos}. */
@Command(
    name = "repos",
    description = "Choose which copy of a repo is used: Dusty's own, or yours.",
    subcommands = {
      ReposCommand.ListCommand.class,
      ReposCommand.OverrideCommand.class,
      ReposCommand.FromCommand.class,
      ReposCommand.ManageCommand.class,
      ReposCommand.UpdateCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  dusty repos from ~/src              use your own copies, where you have them",
      "  dusty repos override web ~/src/web  use yours of one repo",
      "  dusty restart --repos web           bring that into effect"
    })
final class ReposCommand extends GroupCommand {

  /** {@code dusty repos list}. */
  @Command(name = "list", description = "List the repos, and which copy of each is used.")
  static final class ListCommand implements Callable<Integer> {

    private final Asked asked;

    @Mixin FormatOption format = new FormatOption();

    ListCommand(Asked asked) {
      this.asked = asked;
    }

    @Override
    public Integer call() throws IOException {
      return new Repos(asked.dusty(), asked.caller()).list(format.isJson());
    }
  }

  /** {@code dusty repos override}. */
  @Command(name = "override", description = "Use a folder of your own for a repo.")
  static final class OverrideCommand implements Callable<Integer> {

    private final Asked asked;

    @Parameters(
        index = "0",
        paramLabel = "REPO",
        description = "In full, or its short name: the last part, less '.git'.",
        completionCandidates = Names.Repos.class)
    String repo = "";

    @Parameters(index = "1", paramLabel = "PATH", description = "Your copy of it.")
    Path path = Path.of("");

    OverrideCommand(Asked asked) {
      this.asked = asked;
    }

    @Override
    public Integer call() throws IOException {
      return new Repos(asked.dusty(), asked.caller()).override(repo, path);
    }
  }

  /** {@code dusty repos from}. */
  @Command(
      name = "from",
      description = "Use each folder in a folder that has the short name of a repo.")
  static final class FromCommand implements Callable<Integer> {

    private final Asked asked;

    @Parameters(paramLabel = "DIR", description = "The folder with your copies.")
    Path folder = Path.of("");

    FromCommand(Asked asked) {
      this.asked = asked;
    }

    @Override
    public Integer call() throws IOException {
      return new Repos(asked.dusty(), asked.caller()).from(folder);
    }
  }

  /** {@code dusty repos manage}. */
  @Command(name = "manage", description = "Use Dusty's own copy of a repo again.")
  static final class ManageCommand implements Callable<Integer> {

    private final Asked asked;

    @ArgGroup(multiplicity = "1")
    Which which = new Which();

    /** One repo, or all. */
    static final class Which {
      @Option(names = "--all", required = true, description = "Of all repos.")
      boolean all;

      @Parameters(
          paramLabel = "REPO",
          description = "In full, or its short name.",
          completionCandidates = Names.Repos.class)
      @Nullable String repo;
    }

    ManageCommand(Asked asked) {
      this.asked = asked;
    }

    @Override
    public Integer call() throws IOException {
      Repos repos = new Repos(asked.dusty(), asked.caller());
      return which.repo == null ? repos.manageAll() : repos.manage(which.repo);
    }
  }

  /** {@code dusty repos update}. */
  @Command(name = "update", description = "Bring Dusty's own copies up to date.")
  static final class UpdateCommand implements Callable<Integer> {

    private final Asked asked;

    UpdateCommand(Asked asked) {
      this.asked = asked;
    }

    @Override
    public Integer call() throws IOException {
      return new Repos(asked.dusty(), asked.caller()).update();
    }
  }
}
