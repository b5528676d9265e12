package dev.dusty.repos;

import dev.dusty.api.UserError;
import dev.dusty.api.spec.Names;
import dev.dusty.api.spec.Repo;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.Reporter;
import dev.dusty.repos.CopyUpdate.Outcome;
import dev.dusty.repos.Git.Failed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Dusty's own copies of repos. Everything in their folder is made and removed as the configured
 * user. One pull at a time may work on a folder.
 */
public final class ManagedRepos {

  /**
   * Where clones are made until they are whole. No host of a repo has such a name: after a {@code
   * +} comes a port.
   */
  private static final String UNFINISHED = ".cloning+";

  /** The folder of an export with the files; beside it lies an index that git needs. */
  private static final String TREE = "tree";

  private final Path folder;
  private final ProcessRunner processes;
  private final HostUser owner;
  private final Map<String, String> gitEnvironment;

  /**
   * Creates it.
   *
   * @param folder where the copies are; made where it is missing
   * @param processes runs git as the configured user
   * @param owner the configured user
   * @param gitEnvironment variables for git that go before Dusty's own, such as the user's {@code
   *     GIT_SSH_COMMAND}
   */
  public ManagedRepos(
      Path folder, ProcessRunner processes, HostUser owner, Map<String, String> gitEnvironment) {
    this.folder = folder.toAbsolutePath();
    this.processes = processes;
    this.owner = owner;
    this.gitEnvironment = Map.copyOf(gitEnvironment);
  }

  /** Returns the folder of a repo's copy, whether it is there or not. */
  public Path folderOf(Repo repo) {
    return folder.resolve(repo.path());
  }

  /** Returns whether a repo has a copy. */
  public boolean isCloned(Repo repo) {
    return Files.exists(folderOf(repo).resolve(".git"));
  }

  /** Returns what is checked out in a folder; empty where that is no copy that git can read. */
  public Optional<CopyState> state(Path copy) {
    if (!Files.exists(copy.resolve(".git"))) {
      return Optional.empty();
    }
    try {
      return Optional.of(CopyUpdate.state(git(copy)));
    } catch (Failed failed) {
      return Optional.empty();
    }
  }

  /**
   * Makes a folder with what is committed in a copy and nothing else.
   *
   * @return the folder, which the caller gives to {@link #removeExport}; empty where that would be
   *     the same as the copy itself: all is committed, or it is no copy that git can read, or has
   *     no commit
   * @throws IOException if the folder cannot be made
   */
  public Optional<Path> export(Path copy) throws IOException {
    if (state(copy).flatMap(CopyState::commit).isEmpty()) {
      return Optional.empty();
    }
    try {
      if (git(copy).local("status", "--porcelain").isBlank()) {
        return Optional.empty();
      }
      Path export = Files.createTempDirectory("dusty-committed-");
      giveToOwner(export);
      Map<String, String> ownIndex = new TreeMap<>(gitEnvironment);
      ownIndex.put("GIT_INDEX_FILE", export.resolve("index").toString());
      Git git = new Git(processes, copy, ownIndex);
      git.local("read-tree", "HEAD");
      git.local("checkout-index", "--all", "--prefix=" + export.resolve(TREE) + "/");
      git(export).program("mkdir", "-p", "--", export.resolve(TREE).toString());
      return Optional.of(export.resolve(TREE));
    } catch (Failed failed) {
      throw new UserError(
          "not-exported",
          "what is committed in '%s' cannot be taken out of it: %s"
              .formatted(copy, failed.errors().strip()),
          "see what 'git -C %s status' says".formatted(copy));
    }
  }

  /** Removes what {@link #export} made. */
  public void removeExport(Path export) {
    Path folder = export.resolveSibling(".").normalize();
    try {
      git(Path.of("/")).program("rm", "-rf", "--", folder.toString());
    } catch (Failed failed) {
      throw new UserError(
          "cannot-remove", "'%s' cannot be removed".formatted(folder), "remove it by hand");
    }
  }

  /**
   * Clones the repos that have no copy and updates the others, some at once. A repo that fails does
   * not keep the others from being done.
   *
   * @param repos which ones; each is done once
   * @param policy what becomes of local work in the copies
   * @param reporter told how far each repo is; called by one thread at a time
   * @param cancellation looked at before each repo; what is running is ended by the process runner
   * @return what happened to each, sorted by path
   * @throws UserError with code {@code pull-failed} that names every repo that failed
   * @throws IOException if the folder cannot be made
   */
  public List<Pulled> pull(
      Collection<Repo> repos, LocalChanges policy, Reporter reporter, Cancellation cancellation)
      throws IOException {
    Map<String, Repo> byPath = new TreeMap<>();
    repos.forEach(repo -> byPath.putIfAbsent(repo.path(), repo));
    if (byPath.isEmpty()) {
      return List.of();
    }
    makeFolder();
    removeUnfinished();
    List<Pulled> pulled =
        new ParallelPull(
                byPath.values(),
                cancellation,
                reporter,
                (repo, voice) -> one(repo, policy, voice),
                this::explain)
            .run();
    removeUnfinished();
    return pulled;
  }

  private GitFailures.Explained explain(Repo repo, Failed failed) {
    return GitFailures.explain(failed.errors(), new GitFailures.Place(repo, folderOf(repo), owner));
  }

  private Outcome one(Repo repo, LocalChanges policy, ParallelPull.Voice voice) throws Failed {
    if (!isCloned(repo)) {
      return copyIn(repo, voice);
    }
    voice.progress("checking");
    return new CopyUpdate(
            repo, voice.label(), git(folderOf(repo)), policy, voice::progress, voice::warning)
        .run();
  }

  private Outcome copyIn(Repo repo, ParallelPull.Voice voice) throws Failed {
    Path copy = folderOf(repo);
    Git outside = git(folder);
    if (Files.exists(copy, LinkOption.NOFOLLOW_LINKS)) {
      // Docker makes an empty folder where it mounts one that is missing.
      try {
        outside.program("rmdir", "--", copy.toString());
      } catch (Failed notEmpty) {
        throw new Failed(
            "'" + copy + "' is in the way: it is no copy of a repo, and not an empty folder");
      }
    }
    voice.progress("cloning");
    Path unfinished = folder.resolve(UNFINISHED).resolve(Names.toFileName(repo.path()));
    outside.program("mkdir", "-p", "--", unfinished.getParent() + "/", copy.getParent() + "/");
    List<String> clone = new ArrayList<>(List.of("clone", "--progress"));
    repo.branch().ifPresent(name -> clone.addAll(List.of("--branch", name)));
    clone.addAll(List.of("--", repo.remote(), unfinished.toString()));
    outside.network(
        new GitProgress(percent -> voice.progress("cloning " + percent + " %")),
        clone.toArray(new String[0]));
    Optional<String> commit = CopyUpdate.state(git(unfinished)).commit();
    outside.program("mv", "--", unfinished.toString(), copy.toString());
    return new Outcome(
        new Pulled(repo, Optional.empty(), commit),
        commit.map(c -> "cloned at " + c.substring(0, 7)).orElse("cloned, and empty"));
  }

  private Git git(Path at) {
    return new Git(processes, at, gitEnvironment);
  }

  /** Only this folder is made by the daemon itself: its parent may be root's. */
  private void makeFolder() throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder);
    // There may be secrets in them, and what is in Dusty's state folder can be got at by name.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    giveToOwner(folder);
  }

  private void giveToOwner(Path made) throws IOException {
    if (((Number) Files.getAttribute(made, "unix:uid")).longValue() != owner.uid()) {
      Files.setAttribute(made, "unix:gid", Math.toIntExact(owner.gid()));
      Files.setAttribute(made, "unix:uid", Math.toIntExact(owner.uid()));
    }
  }

  private void removeUnfinished() {
    Path unfinished = folder.resolve(UNFINISHED);
    if (Files.exists(unfinished, LinkOption.NOFOLLOW_LINKS)) {
      try {
        git(folder).program("rm", "-rf", "--", unfinished.toString());
      } catch (Failed failed) {
        throw new UserError(
            "cannot-remove",
            "what a broken-off clone left in '" + unfinished + "' cannot be removed",
            "remove it by hand");
      }
    }
  }
}
