package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemote;
import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which copy of a repo a container shows, and how it gets what others pushed. */
class ReposIT {

  private static GitRemotes remotes = new GitRemotes();
  private static Trial trial = Trial.withoutEngine();
  private static GitRemote site = remotes.create("site", "trunk");
  private static GitRemote kit = remotes.create("kit");

  @BeforeAll
  static void bringUp() {
    trial.close();
    trial = Trial.start();
    site.commit("text", "first\n");
    Specs specs =
        new Specs(remotes.create("specs"))
            .app(
                "site",
                """
                repo: %s
                mount: /site
                image: busybox
                depends:
                  libs: [kit]
                commands:
                  always:
                    - exec sleep 100000
                compose:
                  stop_signal: SIGKILL
                """
                    .formatted(site.fileUrl()))
            .lib("kit", "repo: %s\nmount: /kit\n".formatted(kit.fileUrl()))
            .bundle("all", "site")
            .commit();
    trial.setUp(specs.remote().fileUrl()).activate("all");
    trial.up();
  }

  @AfterAll
  static void end() {
    trial.close();
    remotes.close();
  }

  @AfterEach
  void manage() {
    trial.dusty("repos", "manage", "--all").orFail();
    trial.dusty("restart").orFail();
  }

  @Test
  void upClonesAndTheContainerShowsTheFiles() {
    assertThat(shown("/kit/README")).isEqualTo("made for a test\n");
    assertThat(copyOf(site).resolve(".git")).isDirectory();
    assertThat(trial.dusty("repos", "list").orFail().out().lines().map(ReposIT::oneSpace))
        .contains(
            "%s site managed %s".formatted(site.fileUrl(), copyOf(site)),
            "%s kit managed %s".formatted(kit.fileUrl(), copyOf(kit)));
  }

  @Test
  void aFolderOfOnesOwnIsShownAfterARestartInTheSameContainer() throws IOException {
    Map<String, String> before = trial.containers();
    Path own = own("mine", "my own text\n");
    Shell override = trial.dusty("repos", "override", "site", own.toString()).orFail();
    assertThat(override.out())
        .isEqualTo(
            """
            %s is now used from %s
            Run 'dusty restart' to have it in what runs, or 'dusty up'.
            """
                .formatted(site.fileUrl(), own));
    trial.dusty("restart", "site").orFail();
    assertThat(shown("/site/text")).isEqualTo("my own text\n");
    Files.writeString(own.resolve("text"), "changed under way\n");
    assertThat(shown("/site/text")).isEqualTo("changed under way\n");
    assertThat(trial.up().out()).isEqualTo("Nothing to do: all runs as the specs say.\n");

    Shell manage = trial.dusty("repos", "manage", "site").orFail();
    assertThat(manage.out()).startsWith(site.fileUrl() + " is managed again\n");
    trial.dusty("restart", "--repos", "site").orFail();
    assertThat(shown("/site/text")).isNotEqualTo("changed under way\n");
    assertThat(trial.containers()).isEqualTo(before);
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    Shell refused = trial.dusty("repos", "override", "site", "nowhere");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo(
            """
            dusty: there is no folder '%s', or you may not look at it
            give the folder of your own copy of %s
            """
                .formatted(trial.folder().resolve("nowhere"), site.fileUrl()));
  }

  @Test
  void eachFolderWithTheShortNameOfARepoIsUsedByFrom() throws IOException {
    own("many/site", "from many\n");
    own("many/unrelated", "");
    Shell from = trial.dusty("repos", "from", "many").orFail();
    Path own = trial.folder().resolve("many/site");
    assertThat(from.out())
        .isEqualTo(
            """
            %s is now used from %s
            Run 'dusty restart' to have it in what runs, or 'dusty up'.
            """
                .formatted(site.fileUrl(), own));
    trial.dusty("restart").orFail();
    assertThat(shown("/site/text")).isEqualTo("from many\n");
    assertThat(trial.dusty("repos", "list", "--format", "json").orFail().out())
        .contains("\"copy\" : \"override\"", "\"folder\" : \"" + own + "\"");
  }

  @Test
  void whatWasPushedIsInTheSameContainerAfterUp() {
    Map<String, String> before = trial.containers();
    String commit = site.commit("text", "pushed\n");
    Shell up = trial.up();
    assertThat(up.err()).contains("site: updated to " + commit.substring(0, 7) + " (1 commit)");
    assertThat(shown("/site/text")).isEqualTo("pushed\n");
    assertThat(trial.containers()).isEqualTo(before);
  }

  @Test
  void withoutPullingUpLeavesTheCopyAsItIs() {
    String before = shown("/site/text");
    site.commit("text", "not pulled\n");
    trial.up("--no-pull");
    assertThat(shown("/site/text")).isEqualTo(before);
  }

  @Test
  void updateBringsWhatWasPushedWithoutTouchingContainers() {
    trial.up();
    String commit = kit.commit("tool", "a new tool\n");
    Shell update = trial.dusty("repos", "update").orFail();
    assertThat(update.err().lines())
        .contains("kit: updated to " + commit.substring(0, 7) + " (1 commit)", "site: up to date");
    assertThat(shown("/kit/tool")).isEqualTo("a new tool\n");
  }

  @Test
  void aBranchThatWasPushedByForceIsFollowed() {
    site.commit("text", "to be regretted\n");
    trial.up();
    String commit = site.amend("text", "as if nothing had been\n");
    Shell up = trial.up();
    assertThat(up.err())
        .contains("site: updated to " + commit.substring(0, 7) + ", rewritten")
        .doesNotContain("warning");
    assertThat(shown("/site/text")).isEqualTo("as if nothing had been\n");
  }

  @Test
  void changesInAManagedCopyGiveWayToUpAndCanBeBroughtBack() throws IOException {
    trial.up();
    String remote = shown("/site/text");
    Path file = copyOf(site).resolve("text");
    Files.writeString(file, "typed in the wrong folder\n");

    Shell update = trial.dusty("repos", "update").orFail();
    assertThat(update.err()).contains("warning: site: files were changed in it");
    assertThat(file).hasContent("typed in the wrong folder");

    Shell up = trial.up();
    String back = "git -C " + copyOf(site) + " stash pop";
    assertThat(up.err()).contains("warning: site: local changes", "'" + back + "'");
    assertThat(shown("/site/text")).isEqualTo(remote);
    Shell.run(Path.of("/"), back.split(" ")).orFail();
    assertThat(file).hasContent("typed in the wrong folder");
    trial.up();
  }

  @Test
  void aRemoteThatIsGoneIsOneClearMessageAndNothingIsTouched() throws IOException {
    Map<String, String> before = trial.containers();
    Path away = site.folder().resolveSibling("away.git");
    Files.move(site.folder(), away);
    try {
      Shell up = trial.dusty("up");
      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.err())
          .contains("dusty: a repo could not be pulled:\n  site: ")
          .contains(site.folder().toString(), "check the repo's name, and")
          .doesNotContain("Please make sure you have the correct access rights");
      assertThat(trial.containers()).isEqualTo(before);
      assertThat(trial.up("--no-pull").out()).startsWith("Nothing to do");
    } finally {
      Files.move(away, site.folder());
    }
  }

  private static String shown(String file) {
    return trial.engine().docker("exec", "dusty_site_1", "cat", file).orFail().out();
  }

  private static Path own(String name, String text) throws IOException {
    Path folder = Files.createDirectories(trial.folder().resolve(name));
    Files.writeString(folder.resolve("text"), text);
    return folder;
  }

  private static Path copyOf(GitRemote remote) {
    String list = trial.dusty("repos", "list", "--format", "json").orFail().out();
    String name = remote.folder().getFileName().toString().replace(".git", "");
    int at = list.indexOf("\"folder\"", list.indexOf("\"short_name\" : \"" + name + "\""));
    return Path.of(list.substring(at).split("\"", 5)[3]);
  }

  private static String oneSpace(String line) {
    return line.replaceAll(" +", " ").strip();
  }
}
