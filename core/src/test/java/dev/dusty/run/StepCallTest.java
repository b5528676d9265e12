package dev.dusty.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.run.RunStep;
import dev.dusty.compile.PluginFailure;
import dev.dusty.plugin.LoadedStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepCallTest {

  private final LoadedStep<RunStep> web = new NotingStep("web").loaded();

  @Test
  void whatAUserCanMendPassesThrough() {
    UserError error = new UserError("port-taken", "port 80 is taken", "stop what has it");
    assertThatThrownBy(
            () ->
                StepCall.order(
                    web,
                    () -> {
                      throw error;
                    }))
        .isSameAs(error);
  }

  @Test
  void cancellationPassesThrough() {
    assertThatThrownBy(
            () ->
                StepCall.order(
                    web,
                    () -> {
                      throw new CancellationException();
                    }))
        .isInstanceOf(CancellationException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFailureOfFilesNamesTheStepAndIsNoBugOfThePlugin(boolean checked) {
    assertThatThrownBy(
            () ->
                StepCall.order(
                    web,
                    () -> {
                      IOException e = new IOException("Input/output error");
                      if (checked) {
                        throw e;
                      }
                      throw new UncheckedIOException(e);
                    }))
        .isInstanceOf(UserError.class)
        .hasMessage("step 'web' failed: Input/output error");
  }

  @Test
  void anythingElseIsTheBugOfThePluginThatIsNamed() {
    assertThatThrownBy(
            () ->
                StepCall.order(
                    web,
                    () -> {
                      throw new IllegalStateException("oops");
                    }))
        .isInstanceOf(PluginFailure.class)
        .hasMessage(
            "step 'web' of plugin 'plugin-of-web' failed: java.lang.IllegalStateException: oops")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aClassThatAPluginMissesIsItsBug() {
    assertThatThrownBy(
            () ->
                StepCall.order(
                    web,
                    () -> {
                      throw new NoClassDefFoundError("com/example/Missing");
                    }))
        .isInstanceOf(PluginFailure.class)
        .hasMessageContaining("com/example/Missing");
  }

  @Test
  void javasOwnExceptionsOfFilesAreSaidInWords() {
    assertThat(StepCall.reason(new NoSuchFileException("/a folder/x")))
        .isEqualTo("no such file: /a folder/x");
    assertThat(StepCall.reason(new AccessDeniedException("/x"))).isEqualTo("access denied: /x");
    assertThat(StepCall.reason(new FileSystemException("/x", null, "Is a directory")))
        .isEqualTo("/x: Is a directory");
    assertThat(StepCall.reason(new IOException("broken"))).isEqualTo("broken");
  }
}
