package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemote;
import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.SshServer;
import dev.dusty.distribution.bed.Trial;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repos that are reached by ssh, with the keys of the agent of whoever asks. */
class SshReposIT {

  @TempDir Path home;

  private Trial trial(GitRemotes remotes, String repo) {
    Specs specs =
        new Specs(remotes.create("specs"))
            .app(
                "site",
                """
                repo: %s
                mount: /site
                image: busybox
                commands:
                  always: [exec sleep 100000]
                compose:
                  stop_signal: SIGKILL
                """
                    .formatted(repo))
            .bundle("all", "site")
            .commit();
    Trial trial = Trial.startWithHome(home, remotes.ssh().environment());
    return trial.setUp(specs.remote().fileUrl()).activate("all");
  }

  @Test
  void upClonesBySshWithTheAgentOfWhoeverAsksAndRemembersTheHost() {
    try (GitRemotes remotes = new GitRemotes()) {
      GitRemote site = remotes.create("site");
      site.commit("text", "by ssh\n");
      SshServer ssh = remotes.ssh();
      try (Trial trial = trial(remotes, ssh.url(site.folder()))) {
        trial.up();
        assertThat(
                trial.engine().docker("exec", "dusty_site_1", "cat", "/site/text").orFail().out())
            .isEqualTo("by ssh\n");
        assertThat(home.resolve(".ssh/known_hosts")).content().contains("ssh-ed25519");
        String commit = site.commit("text", "once more\n");
        assertThat(trial.up().err()).contains("site: updated to " + commit.substring(0, 7));

        Shell stranger = trial.dusty(Map.of("SSH_AUTH_SOCK", ""), "up");
        assertThat(stranger.exitCode()).isEqualTo(1);
        assertThat(stranger.err()).contains("site: ", "Permission denied (publickey)", "SSH agent");
      }
    }
  }

  @Test
  void aHostThatCannotBeReachedIsOneClearMessage() {
    try (GitRemotes remotes = new GitRemotes();
        Trial trial = trial(remotes, "ssh://git@127.0.0.1:1/site.git")) {
      Shell up = trial.dusty("up");
      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.err())
          .endsWith(
              """
              dusty: a repo could not be pulled:
                site: ssh: connect to host 127.0.0.1 port 1: Connection refused
              check the network, a VPN that it may need, and the host and port in the spec
              """);
      assertThat(trial.containers()).isEmpty();
      assertThat(trial.hostsFile()).isEmpty();
    }
  }
}
