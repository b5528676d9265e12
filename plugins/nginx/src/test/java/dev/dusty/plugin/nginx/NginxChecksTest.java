package dev.dusty.plugin.nginx;

import static dev.dusty.plugin.nginx.Deployment.PS;
import static dev.dusty.plugin.nginx.Deployment.RELOAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.step.Finding;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor sees of nginx, and what becomes of it. */
class NginxChecksTest {

  private final NginxReloadStep step = new NginxReloadStep();

  @TempDir Path persist;

  private FakeContext loaded(String config, Processes docker) throws IOException {
    FakeContext context =
        Deployment.context(TestMachine.here(persist), "new", "deployed").with(docker);
    new LoadedHash(context.files().state()).write(Optional.of(LoadedHash.of(config)));
    return context;
  }

  @Test
  void anNginxThatRunsWithWhatIsDeployedIsWell() throws IOException {
    assertThat(step.diagnose(loaded("deployed", Deployment.running())))
        .extracting(Finding::severity)
        .containsExactly(Finding.Severity.FINE);
  }

  @Test
  void aConfigThatIsNotLoadedIsLoadedByTheFix() throws IOException {
    Processes docker = Deployment.running();
    FakeContext context = loaded("former", docker);
    List<Finding> findings = step.diagnose(context);
    assertThat(findings).extracting(Finding::code).containsExactly("nginx-stale");
    step.fix(context, findings.getFirst());
    assertThat(docker.argumentVectors()).contains(RELOAD);
    assertThat(step.diagnose(context)).extracting(Finding::code).containsExactly("nginx");
  }

  @Test
  void aConfigThatNginxRefusesIsToldWithItsReason() throws IOException {
    Processes docker =
        Processes.answering(
            command ->
                command.argv().equals(PS)
                    ? new Result(0, "0a1b2c3d4e5f\n", "")
                    : new Result(1, "", "nginx: [emerg] 1#1: unknown directive \"x\" in y:3\n"));
    assertThat(step.diagnose(loaded("deployed", docker)))
        .extracting(Finding::what)
        .containsExactly(
            "nginx refuses the config that is in place: unknown directive \"x\" in y:3");
  }

  @Test
  void whereTheMachineIsDownNothingIsAsked() throws IOException {
    Processes docker = Deployment.running();
    FakeContext context =
        Deployment.context(TestMachine.here(persist).down(), "new", "new").with(docker);
    assertThat(step.diagnose(context)).isEmpty();
    assertThat(docker.commands()).isEmpty();
  }
}
