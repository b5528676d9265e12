package dev.dusty.repos;

import static dev.dusty.repos.LocalChanges.RESET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.spec.Repo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With real git over a real SSH server. */
@Timeout(120)
class SshRealTest {

  @TempDir private Path folder;

  @Test
  void twelveReposComeOverSshAtOnceAndAgain() throws Exception {
    try (LocalSshd sshd = LocalSshd.start(folder.resolve("ssh"))) {
      GitWorld world = world(sshd, "user");
      List<Repo> all = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        all.add(overSsh(sshd, world, "repo" + i));
      }
      assertThat(world.pull(all, RESET)).hasSize(12).allMatch(Pulled::changed);
      String after = world.push("repo7", "file", "second\n");
      assertThat(world.pull(all, RESET)).filteredOn(Pulled::changed).hasSize(1);
      assertThat(world.head(all.get(7))).isEqualTo(after);
    }
  }

  @Test
  void aKeyThatTheHostDoesNotKnowIsExplained() throws Exception {
    try (LocalSshd sshd = LocalSshd.start(folder.resolve("ssh"))) {
      GitWorld world = world(sshd, "stranger");
      Repo web = overSsh(sshd, world, "web");
      assertThatThrownBy(() -> world.pull(web, RESET))
          .isInstanceOfSatisfying(
              UserError.class,
              error -> {
                assertThat(error.problem()).contains("Permission denied (publickey)");
                assertThat(error.remedy()).contains("SSH agent", "ssh -T");
              });
    }
  }

  @Test
  void aHostWithAnotherKeyThanBeforeIsNotTrusted() throws Exception {
    try (LocalSshd sshd = LocalSshd.start(folder.resolve("ssh"))) {
      sshd.knownWithAnotherKey();
      GitWorld world = world(sshd, "user");
      Repo web = overSsh(sshd, world, "web");
      assertThatThrownBy(() -> world.pull(web, RESET))
          .isInstanceOfSatisfying(
              UserError.class, error -> assertThat(error.remedy()).contains("ssh-keygen -R"));
      assertThat(world.repos.isCloned(web)).isFalse();
    }
  }

  private GitWorld world(LocalSshd sshd, String key) throws Exception {
    return new GitWorld(folder.toRealPath(), Map.of("GIT_SSH_COMMAND", sshd.ssh(key)));
  }

  private static Repo overSsh(LocalSshd sshd, GitWorld world, String name) throws Exception {
    world.remote(name);
    String user = System.getProperty("user.name");
    return Repo.parse("ssh://" + user + "@127.0.0.1:" + sshd.port + world.bare(name));
  }
}
