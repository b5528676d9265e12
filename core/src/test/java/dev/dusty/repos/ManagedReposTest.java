package dev.dusty.repos;

import static dev.dusty.repos.LocalChanges.KEEP_AND_WARN;
import static dev.dusty.repos.LocalChanges.RESET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dusty.api.UserError;
import dev.dusty.api.spec.Repo;
import dev.dusty.api.step.HostUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With real git and remotes in files. */
@Timeout(120)
class ManagedReposTest {

  @TempDir private Path folder;
  private GitWorld world;

  @BeforeEach
  void world() throws IOException {
    world = new GitWorld(folder.toRealPath());
  }

  @Test
  void aRepoWithoutACopyIsCloned() throws IOException {
    Repo web = world.remote("web");
    assertThat(world.repos.isCloned(web)).isFalse();
    Pulled pulled = world.pull(web, RESET);
    String head = world.head(web);
    assertThat(pulled).isEqualTo(new Pulled(web, Optional.empty(), Optional.of(head)));
    assertThat(world.repos.isCloned(web)).isTrue();
    assertThat(world.items).endsWith("web: cloned at " + head.substring(0, 7) + ".");
    assertThat(world.repos.state(world.repos.folderOf(web)))
        .contains(new CopyState(Optional.of(head), Optional.of("main"), false, false));
  }

  @Test
  void whatIsCommittedIsTakenOutOfACopyThatHasMore() throws IOException {
    Repo web = world.remote("web");
    world.pull(web, RESET);
    Path copy = world.repos.folderOf(web);
    assertThat(world.repos.export(copy)).isEmpty();
    Files.writeString(copy.resolve("file"), "in progress\n");
    Files.writeString(copy.resolve("new"), "new\n");
    Path export = world.repos.export(copy).orElseThrow();
    assertThat(export.resolve("file")).hasContent("first");
    assertThat(export.resolve("new")).doesNotExist();
    assertThat(copy.resolve("file")).hasContent("in progress");
    assertThat(world.git(copy, "diff", "--cached", "--name-only")).isEmpty();
    world.repos.removeExport(export);
    assertThat(export.getParent()).doesNotExist();
  }

  @Test
  void nothingIsTakenOutOfAFolderThatIsNoCopy() throws IOException {
    assertThat(world.repos.export(folder)).isEmpty();
  }

  @Test
  void anUnchangedRemoteIsAskedOnceAndNothingElse() throws IOException {
    Repo web = world.remote("web");
    world.pull(web, RESET);
    Pulled again = world.pull(web, RESET);
    assertThat(again.changed()).isFalse();
    assertThat(world.items).endsWith("web: up to date.");
    assertThat(world.commands)
        .extracting(argv -> argv.get(3))
        .containsExactly("status", "config", "ls-remote");
  }

  @Test
  void newCommitsComeInAndAreCounted() throws IOException {
    Repo web = world.remote("web");
    world.pull(web, RESET);
    String before = world.head(web);
    world.push("web", "file", "second\n");
    String after = world.push("web", "file", "third\n");
    assertThat(world.pull(web, KEEP_AND_WARN))
        .isEqualTo(new Pulled(web, Optional.of(before), Optional.of(after)));
    assertThat(world.items).endsWith("web: updated to " + after.substring(0, 7) + " (2 commits).");
    assertThat(world.repos.folderOf(web).resolve("file")).hasContent("third");
    assertThat(world.warnings).isEmpty();
  }

  @Test
  void aRenamedDefaultBranchIsFollowed() throws IOException {
    Repo web = world.remote("web");
    world.pull(web, RESET);
    world.git(world.bare("web"), "branch", "--move", "main", "trunk");
    String after = world.commit("web", "file", "second\n");
    world.work("web", "push", "--quiet", "origin", "HEAD:trunk");
    assertThat(world.pull(web, KEEP_AND_WARN).after()).contains(after);
    assertThat(world.repos.state(world.repos.folderOf(web)))
        .contains(new CopyState(Optional.of(after), Optional.of("trunk"), false, false));
    assertThat(world.warnings).isEmpty();
  }

  @Test
  void aRewrittenHistoryReplacesTheOldOneWithoutAWarningWhereUpMayReset() throws IOException {
    Repo web = world.remote("web");
    world.push("web", "file", "second\n");
    world.pull(web, RESET);
    String before = world.head(web);
    world.work("web", "reset", "--quiet", "--hard", "HEAD^");
    String after = world.push("web", "file", "other\n");

    assertThat(world.pull(web, KEEP_AND_WARN).changed()).isFalse();
    assertThat(world.head(web)).isEqualTo(before);
    assertThat(world.warnings)
        .singleElement()
        .asString()
        .startsWith("web: the remote's history was rewritten, so the managed copy ");

    assertThat(world.pull(web, RESET).after()).contains(after);
    assertThat(world.head(web)).isEqualTo(after);
  }

  @Test
  void localChangesGiveWayToTheRemoteAndCanBeBroughtBack() throws IOException {
    Repo web = world.remote("web");
    world.pull(web, RESET);
    Path copy = world.repos.folderOf(web);
    Files.writeString(copy.resolve("file"), "mine\n");
    Files.writeString(copy.resolve("untracked"), "stays\n");

    world.pull(web, KEEP_AND_WARN);
    assertThat(copy.resolve("file")).hasContent("mine");
    assertThat(world.warnings)
        .containsExactly(
            "web: files were changed in it, so the managed copy " + copy + " stays as it is");

    world.push("web", "other", "theirs\n");
    world.pull(web, RESET);
    assertThat(copy.resolve("file")).hasContent("first");
    assertThat(copy.resolve("untracked")).hasContent("stays");
    assertThat(world.warnings)
        .containsExactly(
            "web: local changes in the managed copy gave way; 'git -C "
                + copy
                + " stash pop' brings them back");
    world.git(copy, "stash", "pop", "--quiet");
    assertThat(copy.resolve("file")).hasContent("mine");
  }

  @Test
  void localChangesGiveWayAlsoWhereTheRemoteHasNothingNew() throws IOException {
    Repo web = world.remote("web");
    world.pull(web, RESET);
    Path copy = world.repos.folderOf(web);
    Files.writeString(copy.resolve("file"), "mine\n");
    world.pull(web, RESET);
    assertThat(copy.resolve("file")).hasContent("first");
    assertThat(world.warnings).hasSize(1);
  }

  @Test
  void anUntrackedFileThatTheRemoteHasNowIsPutAwayAlone() throws IOException {
    Repo web = world.remote("web");
    world.pull(web, RESET);
    Path copy = world.repos.folderOf(web);
    Files.writeString(copy.resolve("lock *é"), "made by a container\n");
    Files.writeString(copy.resolve("untracked"), "stays\n");
    world.push("web", "lock *é", "committed\n");
    world.pull(web, RESET);
    assertThat(copy.resolve("lock *é")).hasContent("committed");
    assertThat(copy.resolve("untracked")).hasContent("stays");
    assertThat(world.git(copy, "show", "stash@{0}^3:lock *é")).isEqualTo("made by a container");
  }

  @Test
  void anUnfinishedMergeGivesWayToo() throws IOException {
    Repo web = world.remote("web");
    world.pull(web, RESET);
    Path copy = world.repos.folderOf(web);
    world.git(copy, "checkout", "--quiet", "-b", "side");
    Files.writeString(copy.resolve("file"), "side\n");
    world.git(copy, "commit", "--quiet", "--all", "--message", "side");
    world.git(copy, "checkout", "--quiet", "main");
    Files.writeString(copy.resolve("file"), "main\n");
    world.git(copy, "commit", "--quiet", "--all", "--message", "main");
    assertThatThrownBy(() -> world.git(copy, "merge", "side")).isInstanceOf(AssertionError.class);
    String after = world.push("web", "file", "theirs\n");
    world.pull(web, RESET);
    assertThat(world.head(web)).isEqualTo(after);
    assertThat(world.git(copy, "status", "--porcelain")).isEmpty();
    assertThat(world.warnings).hasSize(2);
  }

  @Test
  void ownCommitsGiveWayAndKeepAName() throws IOException {
    Repo web = world.remote("web");
    world.pull(web, RESET);
    Path copy = world.repos.folderOf(web);
    String remote = world.head(web);
    Files.writeString(copy.resolve("file"), "mine\n");
    world.git(copy, "commit", "--quiet", "--all", "--message", "mine");
    String mine = world.head(web);

    world.pull(web, KEEP_AND_WARN);
    assertThat(world.head(web)).isEqualTo(mine);
    assertThat(world.warnings).singleElement().asString().contains("it has own commits");

    world.pull(web, RESET);
    assertThat(world.head(web)).isEqualTo(remote);
    assertThat(world.git(copy, "for-each-ref", "--format=%(objectname)", "refs/dusty/kept"))
        .isEqualTo(mine);
    assertThat(world.warnings).singleElement().asString().contains("branch NAME refs/dusty/kept/");
  }

  @Test
  void aDetachedHeadComesBackToTheBranch() throws IOException {
    Repo web = world.remote("web");
    world.pull(web, RESET);
    Path copy = world.repos.folderOf(web);
    world.git(copy, "checkout", "--quiet", "--detach");
    world.pull(web, RESET);
    assertThat(world.repos.state(copy)).map(CopyState::branch).contains(Optional.of("main"));
    assertThat(world.items).endsWith("web: now on main.");
    assertThat(world.warnings).isEmpty();
  }

  @Test
  void aBranchOrTagOfTheSpecIsFollowedInACopyOfItsOwn() throws IOException {
    Repo web = world.remote("web");
    world.work("web", "tag", "--annotate", "v1", "--message", "one");
    world.work("web", "push", "--quiet", "origin", "HEAD:refs/heads/feature/x", "v1");
    Repo feature = Repo.parse(web.written() + "#feature/x");
    Repo tag = Repo.parse(web.written() + "#v1");
    world.pull(List.of(web, feature, tag), RESET);
    String first = world.head(tag);
    String after = world.commit("web", "file", "second\n");
    world.work("web", "push", "--quiet", "origin", "HEAD:refs/heads/feature/x");
    world.pull(List.of(web, feature, tag), RESET);
    assertThat(world.head(feature)).isEqualTo(after);
    assertThat(world.head(web)).isEqualTo(first);
    assertThat(world.head(tag)).isEqualTo(first);
    world.work("web", "tag", "--force", "v1");
    world.work("web", "push", "--quiet", "--force", "origin", "v1");
    world.pull(tag, RESET);
    assertThat(world.head(tag)).isEqualTo(after);
  }

  @Test
  void anEmptyRemoteIsClonedAndFilledLater() throws IOException {
    world.remote("web");
    Path bare = world.folder.resolve("remotes/empty.git");
    world.git(world.folder, "init", "--quiet", "--bare", "--initial-branch=main", bare.toString());
    Repo empty = Repo.parse("file://" + bare);
    assertThat(world.pull(empty, RESET))
        .isEqualTo(new Pulled(empty, Optional.empty(), Optional.empty()));
    assertThat(world.pull(empty, RESET).changed()).isFalse();
    world.work("web", "push", "--quiet", bare.toString(), "HEAD:main");
    assertThat(world.pull(empty, RESET).after()).contains(world.work("web", "rev-parse", "HEAD"));
    assertThat(world.repos.folderOf(empty).resolve("file")).hasContent("first");
  }

  @Test
  void aShallowCopyIsUpdated() throws IOException {
    Repo web = world.remote("web");
    world.push("web", "file", "second\n");
    Path copy = world.repos.folderOf(web);
    world.git(world.folder, "clone", "--quiet", "--depth=1", web.remote(), copy.toString());
    String after = world.push("web", "file", "third\n");
    assertThat(world.pull(web, KEEP_AND_WARN).after()).contains(after);
    assertThat(world.warnings).isEmpty();
  }

  @Test
  void theRemoteOfACopyIsSetToWhatTheSpecSays() throws IOException {
    Repo web = world.remote("web");
    world.pull(web, RESET);
    world.git(world.repos.folderOf(web), "remote", "set-url", "origin", "/elsewhere");
    String after = world.push("web", "file", "second\n");
    assertThat(world.pull(web, RESET).after()).contains(after);
    assertThat(world.git(world.repos.folderOf(web), "remote", "get-url", "origin"))
        .isEqualTo(web.remote());
  }

  @Test
  void twelveReposAreAllPulled() throws IOException {
    List<Repo> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      all.add(world.remote("repo" + i));
    }
    assertThat(world.pull(all, RESET)).hasSize(12).allMatch(Pulled::changed);
    assertThat(world.pull(all, RESET)).hasSize(12).noneMatch(Pulled::changed);
    assertThat(world.items).filteredOn(item -> item.endsWith("up to date.")).hasSize(12);
  }

  @Test
  void allThatFailComeInOneErrorAndTheOthersAreDone() throws IOException {
    Repo web = world.remote("web");
    Repo missing = Repo.parse("file://" + world.bare("missing"));
    Repo branch = Repo.parse(web.written() + "#gone");
    Repo refused = Repo.parse("ssh://git@127.0.0.1:1/refused.git");
    assertThatThrownBy(() -> world.pull(List.of(missing, branch, refused, web), RESET))
        .isInstanceOfSatisfying(
            UserError.class,
            error -> {
              assertThat(error.code()).isEqualTo("pull-failed");
              assertThat(error.problem())
                  .contains(
                      "3 repos could not be pulled:",
                      "missing: ",
                      "Connection refused",
                      "#gone: ",
                      "Remote branch gone not found");
              assertThat(error.remedy())
                  .contains(
                      "refused: check the network",
                      "missing: check the repo's name, and",
                      "check the name after '#' in the spec");
            });
    assertThat(world.repos.isCloned(web)).isTrue();
    assertThat(world.repos.folderOf(missing)).doesNotExist();
  }

  @Test
  void aBranchThatIsGoneFromTheRemoteIsAnError() throws IOException {
    Repo web = world.remote("web");
    world.work("web", "push", "--quiet", "origin", "HEAD:feature");
    Repo feature = Repo.parse(web.written() + "#feature");
    world.pull(feature, RESET);
    world.work("web", "push", "--quiet", "--delete", "origin", "feature");
    assertThatThrownBy(() -> world.pull(feature, RESET))
        .hasMessageContaining("the remote has no branch or tag 'feature'");
  }

  @Test
  void aDamagedCopyIsNamedAndARepoAroundItIsLeftAlone() throws IOException {
    Repo web = world.remote("web");
    world.pull(web, RESET);
    Path copy = world.repos.folderOf(web);
    Files.delete(copy.resolve(".git/HEAD"));
    Path around = world.folder.resolve("managed");
    world.git(around, "init", "--quiet");
    assertThatThrownBy(() -> world.pull(web, RESET))
        .isInstanceOfSatisfying(
            UserError.class,
            error -> assertThat(error.remedy()).contains("the local copy is damaged", "'" + copy));
    assertThat(copy.resolve("file")).exists();
  }

  @Test
  void somethingElseInTheWayStays() throws IOException {
    Repo web = world.remote("web");
    Path copy = world.repos.folderOf(web);
    Files.createDirectories(copy);
    Files.writeString(copy.resolve("file"), "not git\n");
    assertThatThrownBy(() -> world.pull(web, RESET)).hasMessageContaining("is in the way");
    assertThat(copy.resolve("file")).hasContent("not git");
    Files.delete(copy.resolve("file"));
    assertThat(world.pull(web, RESET).changed()).isTrue();
  }

  @Test
  void whatABrokenOffCloneLeftIsRemoved() throws IOException {
    Repo web = world.remote("web");
    Path left = world.folder.resolve("managed/.cloning+/left");
    Files.createDirectories(left);
    world.pull(web, RESET);
    assertThat(left).doesNotExist();
    assertThat(world.repos.isCloned(web)).isTrue();
  }

  @Test
  void aCancelledPullEndsGitAndLeavesNoHalfCopy() throws IOException {
    Repo web = world.remote("web");
    // A remote that never answers: git waits for what stands in for ssh.
    Path ssh = world.folder.resolve("ssh");
    Files.writeString(
        ssh, "#!/bin/sh\ntouch " + world.folder.resolve("asked") + "\nexec sleep 60\n");
    assertThat(ssh.toFile().setExecutable(true)).isTrue();
    GitWorld silent = new GitWorld(world.folder, Map.of("GIT_SSH_COMMAND", ssh.toString()));
    Repo slow = Repo.parse("git@example.com:org/slow");
    Thread canceller =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!Files.exists(world.folder.resolve("asked"))) {
                    Thread.onSpinWait();
                  }
                  silent.cancelled.set(true);
                });
    assertThatThrownBy(() -> silent.pull(List.of(slow), RESET))
        .isInstanceOf(CancellationException.class);
    assertThat(canceller.isAlive()).isFalse();
    assertThat(silent.repos.isCloned(slow)).isFalse();
    assertThat(world.folder.resolve("children")).isEmptyDirectory();
    world.pull(web, RESET);
    assertThat(world.folder.resolve("managed/.cloning+")).doesNotExist();
  }

  @Test
  void aDaemonOfRootsMakesEverythingTheUsers() throws Exception {
    GitWorld root = ofNobody();
    Repo web = root.remote("web");
    chown("nobody", root.folder.resolve("remotes"));
    root.pull(web, RESET);
    pushAsRoot(root, "file", "second\n");
    root.pull(web, RESET);
    assertThat(root.repos.folderOf(web).resolve("file")).hasContent("second");
    try (Stream<Path> files = Files.walk(world.folder.resolve("managed"))) {
      for (Path file : files.toList()) {
        assertThat(Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS))
            .as(file.toString())
            .isEqualTo(65534);
      }
    }
    Path copy = root.repos.folderOf(web);
    Files.setAttribute(copy, "unix:uid", 0);
    pushAsRoot(root, "new", "third\n");
    assertThatThrownBy(() -> root.pull(web, RESET))
        .isInstanceOfSatisfying(
            UserError.class,
            error -> assertThat(error.remedy()).contains("sudo chown -R nobody '" + copy + "'"));
  }

  @Test
  void aFileOfRootsThatGitCannotReplaceIsExplainedAndNothingIsPutAway() throws Exception {
    GitWorld root = ofNobody();
    Repo web = root.remote("web");
    chown("nobody", root.folder.resolve("remotes"));
    root.pull(web, RESET);
    Path copy = root.repos.folderOf(web);
    Files.createDirectory(copy.resolve("build"));
    Files.writeString(copy.resolve("build/page"), "made by a container\n");
    Files.createDirectory(root.folder.resolve("work/web/build"));
    pushAsRoot(root, "build/page", "committed\n");
    assertThatThrownBy(() -> root.pull(web, RESET))
        .isInstanceOfSatisfying(
            UserError.class,
            error -> {
              assertThat(error.problem())
                  .contains("'build/page' cannot be replaced: Permission denied");
              assertThat(error.remedy())
                  .contains("containers left files of root's there", "run_as_owner");
            });
    assertThat(copy.resolve("build/page")).hasContent("made by a container");
    assertThat(root.warnings).isEmpty();
    chown("nobody", copy);
    root.pull(web, RESET);
    assertThat(copy.resolve("build/page")).hasContent("committed");
    chown("root", copy);
    assertThat(root.git(copy, "stash", "list").lines()).hasSize(1);
  }

  /** Returns a world in which a daemon of root's works for somebody else. */
  private GitWorld ofNobody() throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can run as another user");
    HostUser nobody = new HostUser("nobody", 65534, 65534, Path.of("/nonexistent"));
    Files.setPosixFilePermissions(world.folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new GitWorld(world.folder, Map.of(), nobody);
  }

  private static void pushAsRoot(GitWorld root, String file, String text) throws Exception {
    chown("root", root.folder.resolve("remotes"));
    root.push("web", file, text);
    chown("nobody", root.folder.resolve("remotes"));
  }

  private static void chown(String user, Path tree) throws Exception {
    Process chown = new ProcessBuilder("chown", "-R", user, tree.toString()).start();
    assertThat(chown.waitFor()).isZero();
  }
}
