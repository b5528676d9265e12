package dev.dusty.plugin.nginx;

import static dev.dusty.plugin.nginx.Deployment.PS;
import static dev.dusty.plugin.nginx.Deployment.RELOAD;
import static dev.dusty.plugin.nginx.Deployment.TOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.run.Change;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.run.Undo;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import dev.dusty.testkit.RunStepContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running nginx is told of a new config, once. */
class NginxReloadStepTest extends RunStepContract {

  private final NginxReloadStep step = new NginxReloadStep();

  @TempDir Path persist;

  @Override
  protected RunStep step() {
    return new NginxReloadStep();
  }

  @Override
  protected FakeContext situation(Path empty) throws IOException {
    return loaded("old", Deployment.running());
  }

  @Override
  protected Object state(FakeContext context) throws IOException {
    return new LoadedHash(context.files().state()).read();
  }

  /** Returns a context in which some config is loaded, and "new" the compiled and deployed one. */
  private FakeContext loaded(String config, Processes docker) throws IOException {
    FakeContext context = Deployment.context(TestMachine.here(persist), "new", "new").with(docker);
    new LoadedHash(context.files().state()).write(Optional.of(LoadedHash.of(config)));
    return context;
  }

  @Test
  void aNewConfigIsLoadedOnce() throws IOException {
    Processes docker = Deployment.running();
    FakeContext context = loaded("old", docker);
    assertThat(step.plan(context))
        .containsExactly(
            Change.of(Change.Action.UPDATE, "container", "dustyInternalNginx", "config reloaded"));
    assertThat(docker.commands()).isEmpty();
    step.apply(context);
    step.apply(context);
    assertThat(docker.argumentVectors()).containsExactly(PS, TOP, RELOAD, TOP);
  }

  /** As recorded of nginx 1.22 with a connection that stays open. */
  @Test
  void aReloadEndsOnceNoWorkerOfBeforeTakesRequests() throws IOException {
    Iterator<String> workers =
        List.of(
                """
                PID                 COMMAND
                30141               nginx: master process nginx -g daemon off;
                30168               nginx: worker process
                """,
                """
                PID                 COMMAND
                30141               nginx: master process nginx -g daemon off;
                30168               nginx: worker process
                30231               nginx: worker process
                """,
                """
                PID                 COMMAND
                30141               nginx: master process nginx -g daemon off;
                30168               nginx: worker process is shutting down
                30231               nginx: worker process
                """)
            .iterator();
    Processes docker =
        Processes.answering(
            command ->
                new Result(0, command.argv().equals(TOP) ? workers.next() : "0a1b2c3d4e5f\n", ""));
    step.apply(loaded("old", docker));
    assertThat(docker.argumentVectors()).containsExactly(PS, TOP, RELOAD, TOP, TOP);
  }

  @Test
  void aLoadedConfigCostsNoCallOfDocker() throws IOException {
    Processes docker = Deployment.running();
    FakeContext context = loaded("new", docker);
    assertThat(step.plan(context)).isEmpty();
    assertThat(step.apply(context)).isEqualTo(Undo.NOTHING);
    assertThat(docker.commands()).isEmpty();
  }

  @Test
  void aStoppedNginxWillReadItWhenItStarts() throws IOException {
    Processes docker = Processes.succeeding();
    FakeContext context = loaded("old", docker);
    step.apply(context);
    assertThat(docker.argumentVectors()).containsExactly(PS);
    assertThat(step.plan(context)).isEmpty();
  }

  @Test
  void aFirstUpPlansNoReloadAndRemembers() throws IOException {
    Processes docker = Deployment.running();
    FakeContext context = Deployment.context(TestMachine.here(persist), "new", "new").with(docker);
    assertThat(step.plan(context)).isEmpty();
    Undo undo = step.apply(context);
    assertThat(docker.argumentVectors()).containsExactly(PS, RELOAD);
    assertThat(state(context)).isEqualTo(Optional.of(LoadedHash.of("new")));
    step.undo(context, undo);
    assertThat(state(context)).isEqualTo(Optional.empty());
  }

  @Test
  void anNginxThatCannotBeToldIsAnErrorAndNotRemembered() throws IOException {
    Processes docker =
        Processes.answering(
            command ->
                command.argv().equals(RELOAD)
                    ? new Result(1, "", "Error response from daemon: no\n")
                    : new Result(0, "0a1b2c3d4e5f\n", ""));
    FakeContext context = loaded("old", docker);
    assertThatThrownBy(() -> step.apply(context))
        .isInstanceOf(UserError.class)
        .hasMessage("nginx cannot be told to load its new config: Error response from daemon: no");
    assertThat(state(context)).isEqualTo(Optional.of(LoadedHash.of("old")));
  }

  @Test
  void anNginxThatIsRestartedHasLoadedWhatIsDeployed() throws IOException {
    FakeContext context = loaded("old", Processes.succeeding());
    step.restart(context, List.of("web"));
    assertThat(state(context)).isEqualTo(Optional.of(LoadedHash.of("old")));
    step.restart(context, List.of());
    assertThat(state(context)).isEqualTo(Optional.of(LoadedHash.of("new")));
  }
}
