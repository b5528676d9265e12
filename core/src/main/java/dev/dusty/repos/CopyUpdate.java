package dev.dusty.repos;

import dev.dusty.api.spec.Repo;
import dev.dusty.repos.Git.Failed;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Brings one copy that is there to the state of its remote.
 *
 * @param repo the repo
 * @param label what people call it
 * @param git git in the copy's folder
 * @param policy what becomes of local work
 * @param progress told how far it is
 * @param warnings told what was done with local work
 */
record CopyUpdate(
    Repo repo,
    String label,
    Git git,
    LocalChanges policy,
    Consumer<String> progress,
    Consumer<String> warnings) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  private static final String BLOCKED = "untracked working tree files would be overwritten";

  /**
   * What the update came to.
   *
   * @param pulled the commits
   * @param words the same in a few words
   */
  record Outcome(Pulled pulled, String words) {}

  /** Does it. Asks the remote once where nothing changed. */
  Outcome run() throws Failed {
    CopyState state = state(git);
    if (!git.tryLocal("config", "--get", "remote.origin.url").equals(Optional.of(repo.remote()))) {
      setRemote();
    }
    Optional<RemoteHead> head = remoteHead(repo, git);
    if (head.isEmpty()) {
      return new Outcome(new Pulled(repo, state.commit(), state.commit()), "the remote is empty");
    }
    if (isAt(state, head.get()) && !state.changed()) {
      return upToDate(state);
    }
    return isAt(state, head.get()) ? dropChanges(state) : move(state, head.get());
  }

  /**
   * Returns what the copy has to follow; empty where the remote has no commit yet.
   *
   * @throws Failed if the remote cannot be asked, or has nothing of the spec's name
   */
  static Optional<RemoteHead> remoteHead(Repo repo, Git git) throws Failed {
    List<String> ask = new ArrayList<>(List.of("ls-remote", "--symref", "--", repo.remote()));
    ask.addAll(List.of(RemoteHead.patterns(repo)));
    String answer = git.network((line, error) -> {}, ask.toArray(new String[0]));
    Optional<RemoteHead> head = RemoteHead.parse(repo, answer);
    if (head.isEmpty() && repo.branch().isPresent()) {
      throw new Failed("the remote has no branch or tag '" + repo.branch().get() + "'");
    }
    return head;
  }

  /** Returns what is checked out. */
  static CopyState state(Git git) throws Failed {
    return CopyState.parse(
        git.local("status", "--porcelain=v2", "--branch", "--untracked-files=no"));
  }

  private static boolean isAt(CopyState state, RemoteHead head) {
    return state.commit().equals(Optional.of(head.commit()))
        && (head.branch().isEmpty() || state.branch().equals(head.branch()));
  }

  private void setRemote() throws Failed {
    if (git.tryLocal("remote", "set-url", "origin", repo.remote()).isEmpty()) {
      git.local("remote", "add", "origin", repo.remote());
    }
  }

  private Outcome upToDate(CopyState state) {
    return new Outcome(new Pulled(repo, state.commit(), state.commit()), "up to date");
  }

  private Outcome leftAlone(CopyState state, String why) {
    warnings.accept(
        label + ": " + why + ", so the managed copy " + git.folder() + " stays as it is");
    return new Outcome(new Pulled(repo, state.commit(), state.commit()), "left alone: " + why);
  }

  private Outcome dropChanges(CopyState state) throws Failed {
    if (policy == LocalChanges.KEEP_AND_WARN) {
      return leftAlone(state, "files were changed in it");
    }
    stash(state);
    return upToDate(state);
  }

  private Outcome move(CopyState state, RemoteHead head) throws Failed {
    if (policy == LocalChanges.KEEP_AND_WARN && state.changed()) {
      return leftAlone(state, "files were changed in it");
    }
    // Before the fetch: what was the remote's then and is not any more is nobody's local work.
    List<String> ownCommits = ownCommits(state, head);
    fetch(head);
    String target = git.local("rev-parse", "--verify", head.local()).strip();
    boolean forward = isForward(state, target);
    if (policy == LocalChanges.KEEP_AND_WARN && !forward) {
      return leftAlone(
          state,
          ownCommits.isEmpty() ? "the remote's history was rewritten" : "it has own commits");
    }
    for (String commit : ownCommits) {
      if (!isAncestor(commit, target)) {
        keep(commit);
      }
    }
    if (state.changed()) {
      stash(state);
    }
    checkOut(head, target);
    String count = state.commit().map(before -> count(before, target)).orElse("");
    String words =
        state.commit().equals(Optional.of(target))
            ? "now on " + head.branch().orElse(head.ref())
            : "updated to " + target.substring(0, 7) + (forward ? count : ", rewritten");
    return new Outcome(new Pulled(repo, state.commit(), Optional.of(target)), words);
  }

  /** Commits that moving would leave without a name, and that the remote never had. */
  private List<String> ownCommits(CopyState state, RemoteHead head) {
    Stream<String> checkedOut = state.commit().stream();
    Stream<String> sameBranch =
        head
            .branch()
            .flatMap(name -> git.tryLocal("rev-parse", "--verify", "-q", "refs/heads/" + name))
            .stream();
    return Stream.concat(checkedOut, sameBranch)
        .distinct()
        .filter(
            commit ->
                git.tryLocal(
                        "for-each-ref",
                        "--count=1",
                        "--contains=" + commit,
                        "refs/remotes/origin",
                        "refs/tags")
                    .filter(String::isEmpty)
                    .isPresent())
        .toList();
  }

  private void fetch(RemoteHead head) throws Failed {
    GitProgress transfer = new GitProgress(percent -> progress.accept("pulling " + percent + " %"));
    List<String> fetch = new ArrayList<>(List.of("fetch", "--progress", "--prune", "origin"));
    fetch.add("+refs/heads/*:refs/remotes/origin/*");
    head.refspec().ifPresent(fetch::add);
    git.network(transfer, fetch.toArray(new String[0]));
  }

  private boolean isForward(CopyState state, String target) {
    return state.commit().map(before -> isAncestor(before, target)).orElse(true);
  }

  private boolean isAncestor(String commit, String target) {
    return git.tryLocal("merge-base", "--is-ancestor", commit, target).isPresent();
  }

  private String count(String before, String target) {
    return git.tryLocal("rev-list", "--count", before + ".." + target)
        .map(n -> " (" + n + (n.equals("1") ? " commit)" : " commits)"))
        .orElse("");
  }

  private void keep(String commit) throws Failed {
    String ref = "refs/dusty/kept/" + TIME.format(Instant.now()) + "-" + commit.substring(0, 7);
    git.local("update-ref", ref, commit);
    warnings.accept(
        label
            + ": commits that its remote does not have gave way; 'git -C "
            + git.folder()
            + " branch NAME "
            + ref
            + "' brings them back");
  }

  private void stash(CopyState state) throws Failed {
    if (state.unmerged()) {
      // A stash takes no unfinished merge; what the files say now is what there is to keep.
      git.local("add", "--update");
    }
    git.local("stash", "push", "--message", "changes that gave way to the remote");
    warnings.accept(stashWarning("changes"));
  }

  private String stashWarning(String what) {
    return label
        + ": local "
        + what
        + " in the managed copy gave way; 'git -C "
        + git.folder()
        + " stash pop' brings them back";
  }

  private void checkOut(RemoteHead head, String target) throws Failed {
    try {
      tryCheckOut(head, target);
    } catch (Failed failed) {
      if (policy == LocalChanges.KEEP_AND_WARN || !failed.errors().contains(BLOCKED)) {
        throw failed;
      }
      putAwayAndCheckOut(blocking(failed), head, target);
    }
  }

  /** Often a lock file that a container wrote before somebody else committed it. */
  private void putAwayAndCheckOut(List<String> files, RemoteHead head, String target)
      throws Failed {
    List<String> stash =
        new ArrayList<>(List.of("stash", "push", "--include-untracked", "--message"));
    stash.addAll(List.of("files that the remote has now", "--"));
    files.forEach(file -> stash.add(":(top,literal)" + file));
    git.local(stash.toArray(new String[0]));
    try {
      tryCheckOut(head, target);
    } catch (Failed failed) {
      // Git has put a file away also where it could not remove it.
      List<String> left = blocking(failed);
      if (left.equals(files)) {
        git.local("stash", "drop", "--quiet");
      } else {
        warnings.accept(stashWarning("untracked files"));
      }
      throw left.isEmpty()
          ? failed
          : new Failed("error: '" + left.getFirst() + "' cannot be replaced: Permission denied");
    }
    warnings.accept(stashWarning("untracked files"));
  }

  private static List<String> blocking(Failed failed) {
    return failed.errors().contains(BLOCKED)
        ? failed
            .errors()
            .lines()
            .filter(line -> line.startsWith("\t"))
            .map(l -> l.substring(1))
            .toList()
        : List.of();
  }

  private void tryCheckOut(RemoteHead head, String target) throws Failed {
    if (head.branch().isEmpty()) {
      git.local("checkout", "--quiet", "--detach", target);
      return;
    }
    git.local("checkout", "--quiet", "--no-track", "-B", head.branch().get(), target);
    git.tryLocal("branch", "--quiet", "--set-upstream-to=" + head.local());
  }
}
