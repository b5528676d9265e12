package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.step.Command;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compose that is killed in the middle of its work. */
class InterruptedUpRealTest {

  private final PrivateEngine engine = PrivateEngine.get();

  @TempDir Path folder;

  @AfterEach
  void clear() throws IOException {
    engine.clear();
  }

  @ParameterizedTest
  @CsvSource({
    "docker compose, Container dusty_web_1  Recreate",
    "docker compose, Container dusty_web_1  Recreated",
    "docker compose, Container dusty_web_1  Starting",
    "docker-compose, Recreating dusty_web_1 ...",
  })
  void whatWasThereBeforeRunsAgainAndNothingElseIsThere(String compose, String line)
      throws IOException {
    Place place = new Place(folder, engine, compose);
    ComposeRunStep step = new ComposeRunStep();
    step.apply(place.context(given("one")));
    String file = Files.readString(place.composeFile());

    FakeContext context = place.context(given("two")).with(killedAt(line));
    assertThatThrownBy(() -> step.apply(context)).isInstanceOf(CancellationException.class);
    new ComposeRunStep().undo(place.context(), context.journal().getLast());

    assertThat(engine.docker("ps", "-a", "--format", "{{.Names}} {{.State}}"))
        .isEqualTo("dusty_web_1 running");
    assertThat(engine.docker("inspect", "--format", "{{.Config.Env}}", "dusty_web_1"))
        .contains("WHICH=one");
    assertThat(Files.readString(place.composeFile())).isEqualTo(file);
    assertThat(step.plan(place.context(given("one")))).isEmpty();
  }

  private static Given given(String which) {
    return new Given()
        .app(
            Given.app("web")
                .image(PrivateEngine.IMAGE)
                .always("exec sleep 1000")
                .compose("stop_signal", "SIGKILL", "environment", Given.map("WHICH", which)));
  }

  private static ProcessRunner killedAt(String mark) {
    ProcessRunner real = Processes.real();
    return (command, listener) ->
        command.argv().contains("up") ? killed(command, mark) : real.run(command, listener);
  }

  private static ProcessRunner.Result killed(Command command, String mark) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.argv()).redirectErrorStream(true);
    builder.environment().putAll(command.environment());
    Process process = builder.start();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.contains(mark)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
          throw new CancellationException();
        }
      }
    }
    throw new AssertionError("Compose never wrote " + mark);
  }
}
