package dev.dusty.distribution.bed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRemotesIT {

  @TempDir Path folder;

  @Test
  void aCloneByFileUrlHasTheLastCommitOfTheDefaultBranch() {
    try (GitRemotes remotes = new GitRemotes()) {
      GitRemote remote = remotes.create("shop", "trunk");
      String commit = remote.commit("run.sh", "#!/bin/sh\necho hello\n");
      Shell.run(folder, "git", "clone", "-q", remote.fileUrl()).orFail();
      Path clone = folder.resolve("shop");
      assertThat(Shell.run(clone, "git", "rev-parse", "HEAD", "trunk").out())
          .isEqualTo(commit + "\n" + commit + "\n");
      assertThat(Shell.run(clone, "./run.sh").out()).isEqualTo("hello\n");
    }
  }

  @Test
  void aCloneBySshNeedsTheAgentsKey() {
    try (GitRemotes remotes = new GitRemotes()) {
      GitRemote remote = remotes.create("shop");
      SshServer ssh = remotes.ssh();
      List<String> clone =
          List.of(
              "env",
              "GIT_SSH_COMMAND=ssh -o BatchMode=yes -o StrictHostKeyChecking=accept-new",
              "git",
              "clone",
              "-q",
              ssh.url(remote.folder()));
      List<String> withoutAgent = new ArrayList<>(clone);
      withoutAgent.add(1, "SSH_AUTH_SOCK=");
      Shell refused = Shell.run(folder, ssh.environment(), withoutAgent);
      assertThat(refused.exitCode()).isNotZero();
      assertThat(refused.err()).contains("Permission denied (publickey)");
      Shell.run(folder, ssh.environment(), clone).orFail();
      assertThat(folder.resolve("shop/README")).hasContent("made for a test");
      assertThat(ssh.knownHosts()).content().contains("ssh-ed25519");
    }
  }
}
