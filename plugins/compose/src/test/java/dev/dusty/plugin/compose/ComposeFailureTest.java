package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.UserError;
import dev.dusty.api.step.ProcessRunner;
import java.util.List;
import org.junit.jupiter.api.Test;
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

  @Test
  void whatComposeSaysTwiceOfAnImageIsToldOnce() {
    Given given = new Given().app(Given.app("web").image("localhost:1/nothing"));
    UserError error =
        ComposeFailure.of(
            new ProcessRunner.Result(
                1,
                "",
                """
                 web Pulling
                 web Error Get "http://localhost:1/v2/": connection refused
                Error response from daemon: Get "http://localhost:1/v2/": connection refused
                """),
            Definition.all(given.input()).values());
    assertThat(error.problem())
        .isEqualTo(
            "the image 'localhost:1/nothing' of apps/web.yml could not be pulled:\n"
                + "  Error response from daemon: Get \"http://localhost:1/v2/\": connection refused");
  }

  @Test
  void ofSeveralBuildsTheOneThatFailedIsNamedWithItsDockerfile() {
    Given given =
        new Given()
            .app(Given.app("web").build("/src/web"))
            .app(Given.app("cart").build("/src/cart"));
    UserError error =
        ComposeFailure.of(
            new ProcessRunner.Result(
                1,
                "",
                """
                #4 [cart 1/2] FROM busybox
                #5 [web 2/2] RUN false
                failed to solve: executor failed running [/bin/sh -c false]: exit code: 1
                """),
            Definition.all(given.input()).values());
    assertThat(error.problem()).startsWith("the image of apps/web.yml could not be built:\n");
    assertThat(error.remedy()).isEqualTo("mend /src/web/Dockerfile and try again");
  }
}
