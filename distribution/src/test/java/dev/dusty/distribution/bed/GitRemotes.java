package dev.dusty.distribution.bed;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Git repos as a server has them, reached by {@code file://} URLs and by ssh. */
public final class GitRemotes implements AutoCloseable {

  private final Path folder = Folders.make("dusty-git-");
  private @Nullable SshServer ssh;

  /** Makes a repo with one commit on its default branch, {@code main}. */
  public GitRemote create(String name) {
    return create(name, "main");
  }

  /** Makes a repo with one commit on its default branch. */
  public GitRemote create(String name, String branch) {
    return new GitRemote(
        folder.resolve(name + ".git"), folder.resolve("clones").resolve(name), branch);
  }

  /**
   * Returns the ssh server for them, started if this is the first call; may skip the calling test.
   */
  public SshServer ssh() {
    SshServer server = ssh;
    if (server == null) {
      server = SshServer.start(folder.resolve("ssh"));
      ssh = server;
    }
    return server;
  }

  @Override
  public void close() {
    if (ssh != null) {
      ssh.close();
    }
    Folders.delete(folder);
  }
}
