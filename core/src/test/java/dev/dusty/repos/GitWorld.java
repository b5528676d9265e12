package dev.dusty.repos;

import dev.dusty.api.spec.Repo;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.Reporter;
import dev.dusty.host.HostProcesses;
import dev.dusty.host.RunAs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Remotes, people who push to them, and managed copies, all in a folder of a test's own. */
final class GitWorld implements Reporter, Cancellation {

  final Path folder;
  final ManagedRepos repos;
  final List<String> items = new CopyOnWriteArrayList<>();
  final List<String> warnings = new CopyOnWriteArrayList<>();
  final List<List<String>> commands = new CopyOnWriteArrayList<>();
  final AtomicBoolean cancelled = new AtomicBoolean();
  private final ProcessRunner processes;

  GitWorld(Path folder) throws IOException {
    this(folder, Map.of());
  }

  GitWorld(Path folder, Map<String, String> gitEnvironment) throws IOException {
    this(folder, gitEnvironment, owner(folder));
  }

  GitWorld(Path folder, Map<String, String> gitEnvironment, HostUser user) throws IOException {
    this.folder = folder;
    long uid = owner(folder).uid();
    HostProcesses host =
        new HostProcesses(
            new RunAs(uid, RunAs.thisPlatform()),
            Optional.of(user),
            Map.of(),
            this,
            folder.resolve("children"));
    this.processes =
        (command, listener) -> {
          commands.add(command.argv());
          return host.run(command, listener);
        };
    this.repos = new ManagedRepos(folder.resolve("managed"), processes, user, gitEnvironment);
  }

  private static HostUser owner(Path folder) throws IOException {
    long uid = ((Number) Files.getAttribute(folder, "unix:uid")).longValue();
    long gid = ((Number) Files.getAttribute(folder, "unix:gid")).longValue();
    Path home = Files.createDirectories(folder.resolve("home"));
    return new HostUser(System.getProperty("user.name"), uid, gid, home);
  }

  /** Makes a remote with one commit, and returns it as a spec would name it. */
  Repo remote(String name) throws IOException {
    Path work = folder.resolve("work").resolve(name);
    Files.createDirectories(work);
    git(work, "init", "--quiet", "--initial-branch=main");
    commit(name, "file", "first\n");
    git(folder, "clone", "--quiet", "--bare", work.toString(), bare(name).toString());
    git(work, "remote", "add", "origin", bare(name).toString());
    return Repo.parse("file://" + bare(name));
  }

  Path bare(String name) {
    return folder.resolve("remotes").resolve(name + ".git");
  }

  /** Commits a file in the work folder of a remote; returns the commit. */
  String commit(String name, String file, String text) throws IOException {
    Path work = folder.resolve("work").resolve(name);
    Files.writeString(work.resolve(file), text);
    git(work, "add", "--", file);
    git(work, "commit", "--quiet", "--message", "a change");
    return git(work, "rev-parse", "HEAD");
  }

  /** Commits a file and pushes it to main; returns the commit. */
  String push(String name, String file, String text) throws IOException {
    String commit = commit(name, file, text);
    work(name, "push", "--quiet", "--force", "origin", "HEAD:main");
    return commit;
  }

  String work(String name, String... arguments) throws IOException {
    return git(folder.resolve("work").resolve(name), arguments);
  }

  String git(Path in, String... arguments) throws IOException {
    List<String> argv =
        new ArrayList<>(List.of("git", "-c", "user.name=Ann", "-c", "user.email=ann@example.com"));
    argv.addAll(List.of(arguments));
    Command command =
        Command.of(Identity.ROOT, Duration.ofMinutes(1), argv.toArray(new String[0])).in(in);
    ProcessRunner.Result result = processes.run(command);
    commands.remove(command.argv());
    if (!result.succeeded()) {
      throw new AssertionError(argv + ": " + result.errors());
    }
    return result.output().strip();
  }

  Pulled pull(Repo repo, LocalChanges policy) throws IOException {
    return pull(List.of(repo), policy).get(0);
  }

  List<Pulled> pull(List<Repo> which, LocalChanges policy) throws IOException {
    items.clear();
    warnings.clear();
    commands.clear();
    return repos.pull(which, policy, this, this);
  }

  String head(Repo repo) throws IOException {
    return git(repos.folderOf(repo), "rev-parse", "HEAD");
  }

  @Override
  public void progress(String text) {}

  @Override
  public void item(String name, String state, boolean done) {
    items.add(name + ": " + state + (done ? "." : ""));
  }

  @Override
  public void line(String text) {}

  @Override
  public void warning(String text) {
    warnings.add(text);
  }

  @Override
  public boolean isCancelled() {
    return cancelled.get();
  }

  @Override
  public void check() {
    if (isCancelled()) {
      throw new CancellationException("cancelled");
    }
  }
}
