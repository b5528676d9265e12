package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.UserError;
import dev.dusty.api.step.ProcessRunner;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What engine and Compose say in cases that are hard to bring about. */
class ComposeFailureTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "failed to register layer: write /lib/x: no space left on device | disk-full",
        "driver failed programming external connectivity on endpoint dusty_web_1 (ab): Bind for "
            + "172.17.0.1:65000 failed: port is already allocated | port-taken",
        "driver failed programming external connectivity on endpoint dusty_web_1 (ab): Error "
            + "starting userland proxy: listen tcp4 172.17.0.1:65000: bind: address already in use "
            + "| port-taken",
        "Conflict. The container name \"/dusty_web_1\" is already in use by container | name-taken",
        "failed to solve: process \"/bin/sh -c exit 3\" did not complete | build-failed",
        "something that nobody expected | compose-failed",
      })
  void theReasonIsTold(String line, String code) {
    UserError error =
        ComposeFailure.of(
            new ProcessRunner.Result(
                1, "", " Container dusty_web_1  Starting\nError response from daemon: " + line),
            List.of());
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.problem()).doesNotContain("Starting");
  }
}
