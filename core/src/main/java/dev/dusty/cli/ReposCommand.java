package dev.dusty.cli;

import dev.dusty.command.Repos;
import java.io.IOException;
import java.nio.file.Path;
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
    footerHeading = "%nExamples:%n",
    footer = {
      "  dusty repos from ~/src              use your own copies, where you have them",
      "  dusty repos override web ~/src/web  use yours of one repo",
      "  dusty restart --repos web           bring that into effect"
    })
final class ReposCommand extends GroupCommand {

  @Command(name = "list", description = "List the repos, and which copy of each is used.")
  int list(@Mixin FormatOption format) throws IOException {
    return repos().list(format.isJson());
  }

  @Command(name = "override", description = "Use a folder of your own for a repo.")
  int override(
      @Parameters(
              paramLabel = "REPO",
              description = "In full, or its short name: the last part, less '.git'.",
              completionCandidates = Names.Repos.class)
          String repo,
      @Parameters(paramLabel = "PATH", description = "Your copy of it.") Path path)
      throws IOException {
    return repos().override(repo, path);
  }

  @Command(
      name = "from",
      description = "Use each folder in a folder that has the short name of a repo.")
  int from(
      @Parameters(paramLabel = "DIR", description = "The folder with your copies.") Path folder)
      throws IOException {
    return repos().from(folder);
  }

  @Command(name = "manage", description = "Use Dusty's own copy of a repo again.")
  int manage(@ArgGroup(multiplicity = "1") Which which) throws IOException {
    return which.repo == null ? repos().manageAll() : repos().manage(which.repo);
  }

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

  @Command(name = "update", description = "Bring Dusty's own copies up to date.")
  int update() throws IOException {
    return repos().update();
  }

  private Repos repos() {
    return new Repos(dusty(), caller());
  }
}
