package dev.dusty.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.machine.Platform;
import dev.dusty.api.step.HostUser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunAsTest {

  private static final HostUser ANNA = new HostUser("anna", 1001, 1002, Path.of("/home/anna"));
  private static final List<String> COMMAND = List.of("git", "-v");

  @Test
  void aCommandOfTheSameUserStaysAsItIs() {
    assertThat(new RunAs(1001, Platform.LINUX).argv(ANNA, COMMAND)).isEqualTo(COMMAND);
  }

  @Test
  void rootOnLinuxBecomesTheUserWithAllItsGroups() {
    assertThat(new RunAs(0, Platform.LINUX).argv(ANNA, COMMAND))
        .containsExactly(
            "setpriv", "--reuid=1001", "--regid=1002", "--init-groups", "--", "git", "-v");
  }

  @Test
  void rootOnMacosBecomesTheUserAndKeepsTheEnvironment() {
    assertThat(new RunAs(0, Platform.MACOS).argv(ANNA, COMMAND))
        .containsExactly("sudo", "-n", "-E", "-u", "anna", "--", "git", "-v");
  }

  @Test
  void anotherUserThanRootCannotBecomeAnother() {
    assertThatThrownBy(() -> new RunAs(1000, Platform.LINUX).argv(ANNA, COMMAND))
        .isInstanceOf(UserError.class)
        .hasMessage("only root can run 'git' as the user 'anna'");
  }
}
