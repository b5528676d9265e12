package dev.dusty.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.command.Accounts;
import dev.dusty.config.Config;
import dev.dusty.host.Users;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessTest {

  private static final HostUser ROOT = user("root", 0);
  private static final HostUser ANN = user("ann", 1001);
  private static final HostUser BEN = user("ben", 1002);
  private static final HostUser CAT = user("cat", 1003);
  private static final Config OF_ANN = Config.NONE.with(Config.USERNAME, "ann");

  private final Access access = new Access(0, Optional.of("ben"), accounts());

  private static HostUser user(String name, long uid) {
    return new HostUser(name, uid, uid, Path.of("/home").resolve(name));
  }

  /** Cat is in the group. */
  private static Accounts accounts() {
    return new Accounts(
        new Users(
            Processes.answering(
                command ->
                    new ProcessRunner.Result(
                        0,
                        command.argv().equals(List.of("id", "-Gn", "cat"))
                            ? "cat docker dusty\n"
                            : "users not-dusty dusty2\n",
                        ""))));
  }

  @Test
  void rootMayAlways() throws IOException {
    assertThat(access.isOpenTo(ROOT, Config.NONE)).isTrue();
    assertThat(access.isOpenTo(ROOT, OF_ANN)).isTrue();
  }

  @Test
  void theConfiguredUserMay() throws IOException {
    assertThat(access.isOpenTo(ANN, OF_ANN)).isTrue();
    assertThat(access.isOpenTo(ANN, Config.NONE)).isFalse();
  }

  @Test
  void whoeverInstalledItMayUntilItIsSetUp() throws IOException {
    assertThat(access.isOpenTo(BEN, Config.NONE)).isTrue();
    assertThat(access.isOpenTo(BEN, OF_ANN)).isFalse();
  }

  @Test
  void membersOfTheGroupMay() throws IOException {
    assertThat(access.isOpenTo(CAT, OF_ANN)).isTrue();
    assertThat(access.isOpenTo(CAT, Config.NONE)).isTrue();
  }

  @Test
  void whoeverRunsTheDaemonMay() throws IOException {
    Access own = new Access(1002, Optional.empty(), accounts());
    assertThat(own.isOpenTo(BEN, OF_ANN)).isTrue();
    assertThat(own.isOpenTo(user("dan", 1004), OF_ANN)).isFalse();
  }
}
