package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTest {

  private static final String COMMAND_FILE = "sh /command_files/bad/dusty_command_file_bad.sh";

  @Test
  void anAppPreparesAsLongAsItsCommandFileRuns() {
    assertThat(Watch.mayPrepare(List.of(COMMAND_FILE, "sleep 1"))).isTrue();
    assertThat(Watch.mayPrepare(List.of("/sbin/docker-init -- " + COMMAND_FILE, COMMAND_FILE)))
        .isTrue();
    assertThat(Watch.mayPrepare(List.of("sleep 1000"))).isFalse();
  }

  @Test
  void aContainerThatHasJustBegunIsWaitedFor() {
    assertThat(Watch.mayPrepare(List.of("runc init"))).isTrue();
  }

  @Test
  void aContainerWhoseProcessesHaveAllEndedIsWaitedForUntilTheEngineKnows() {
    assertThat(Watch.mayPrepare(List.of())).isTrue();
    assertThat(Watch.mayPrepare(List.of("[sh]"))).isTrue();
    assertThat(Watch.mayPrepare(List.of("[sh] <defunct>"))).isTrue();
    assertThat(Watch.mayPrepare(List.of("sleep 1000", "[sh] <defunct>"))).isFalse();
  }
}
