package dev.dusty.distribution.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A bare repo, as a server has it, and somebody's clone of it who pushes to it. */
public final class GitRemote {

  private final Path bare;
  private final Path clone;
  private final String branch;

  /** Makes both in a folder that is not there yet. */
  GitRemote(Path bare, Path clone, String branch) {
    this.bare = bare;
    this.clone = clone;
    this.branch = branch;
    Shell.run(Path.of("/"), "git", "init", "-q", "--bare", "-b", branch, bare.toString()).orFail();
    Shell.run(Path.of("/"), "git", "init", "-q", "-b", branch, clone.toString()).orFail();
    git("config", "user.name", "somebody");
    git("config", "user.email", "somebody@localhost");
    git("remote", "add", "origin", bare.toString());
    commit("README", "made for a test\n");
  }

  /** Returns the bare repo's folder. */
  public Path folder() {
    return bare;
  }

  /** Returns the name that specs have for it: a {@code file://} URL. */
  public String fileUrl() {
    return bare.toUri().toString().replaceAll("/$", "").replaceFirst("^file:/+", "file:///");
  }

  /** Writes a file, commits and pushes it; returns the commit. */
  public String commit(String file, String text) {
    write(file, text);
    return commit("Change " + file);
  }

  /** Writes a file for the next commit; one that starts with {@code #!} may be run. */
  public void write(String file, String text) {
    Path path = clone.resolve(file);
    try {
      Files.createDirectories(path.resolveSibling(""));
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (text.startsWith("#!")) {
      Shell.run(clone, "chmod", "755", file).orFail();
    }
  }

  /** Removes a file in the next commit. */
  public void remove(String file) {
    git("rm", "-q", "-f", file);
  }

  /** Commits what was written and removed, and pushes it; returns the commit. */
  public String commit(String message) {
    git("add", "-A");
    git("commit", "-q", "-m", message);
    git("push", "-q", "origin", branch);
    return git("rev-parse", "HEAD").strip();
  }

  /** Replaces the last commit by one with other content, by force; returns the commit. */
  public String amend(String file, String text) {
    write(file, text);
    git("add", "-A");
    git("commit", "-q", "--amend", "-m", "Changed after the fact");
    git("push", "-q", "--force", "origin", branch);
    return git("rev-parse", "HEAD").strip();
  }

  /** Runs git in the clone; returns its output. */
  public String git(String... arguments) {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    return Shell.run(clone, argv.toArray(String[]::new)).orFail().out();
  }
}
