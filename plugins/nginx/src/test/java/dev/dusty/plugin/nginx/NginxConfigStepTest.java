package dev.dusty.plugin.nginx;

import static dev.dusty.plugin.nginx.Deployment.PS;
import static dev.dusty.plugin.nginx.Deployment.RELOAD;
import static dev.dusty.plugin.nginx.Deployment.TEST;
import static dev.dusty.plugin.nginx.Deployment.TOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.run.Undo;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new config is tested by the nginx that runs. */
class NginxConfigStepTest {

  private final NginxConfigStep step = new NginxConfigStep();

  @TempDir Path folder;

  @Test
  void theRunningNginxTestsTheConfigBesideTheOneThatWorks() throws IOException {
    TestMachine machine = TestMachine.here(folder);
    FakeContext context = Deployment.context(machine, "new", "old");
    Path candidate = folder.resolve("dustyNginx/candidate.conf");
    Processes docker =
        Deployment.running(
            () -> {
              assertThat(candidate).hasContent("new");
              return new Result(0, "", "");
            });
    step.apply(context.with(docker));
    assertThat(docker.argumentVectors()).containsExactly(PS, TEST);
    assertThat(docker.commands())
        .allSatisfy(
            command -> {
              assertThat(command.identity()).isEqualTo(Identity.USER);
              assertThat(command.environment()).containsEntry("DOCKER_HOST", "unix:///test.sock");
            });
    assertThat(Deployment.files(machine)).containsExactly("dustyNginx.conf");
    assertThat(context.files().state()).isEmptyDirectory();
  }

  @Test
  void aRefusedConfigIsReportedInTheWordsOfNginxAndLeavesNothing() throws IOException {
    TestMachine machine = TestMachine.here(folder);
    FakeContext context = Deployment.context(machine, "new", "old");
    context.with(
        Deployment.running(
            () ->
                new Result(
                    1,
                    "",
                    """
                    2026/01/01 00:00:00 [emerg] 7#7: unknown directive "x" in /etc/dustyNginx/candidate.conf:1
                    nginx: [emerg] unknown directive "x" in /etc/dustyNginx/candidate.conf:1
                    nginx: configuration file /etc/dustyNginx/candidate.conf test failed
                    """)));
    assertThatThrownBy(() -> step.apply(context))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "nginx refuses the new config: unknown directive \"x\" in"
                + " /etc/dustyNginx/candidate.conf:1");
    assertThat(Deployment.files(machine)).containsExactly("dustyNginx.conf");
  }

  @Test
  void aContainerThatEndsInBetweenSaysNothingAgainstTheConfig() throws IOException {
    FakeContext context = Deployment.context(TestMachine.here(folder), "new", "old");
    String error = "Error response from daemon: Container 0a1b2c3d4e5f is not running";
    step.apply(context.with(Deployment.running(() -> new Result(1, "", error + "\n"))));
    assertThat(context.warnings())
        .containsExactly("the new nginx config could not be tested: " + error);
  }

  @Test
  void anUnchangedConfigCostsNoCallOfDocker() throws IOException {
    Processes docker = Deployment.running();
    FakeContext context = Deployment.context(TestMachine.here(folder), "same", "same").with(docker);
    assertThat(step.apply(context)).isEqualTo(Undo.NOTHING);
    assertThat(docker.commands()).isEmpty();
  }

  @Test
  void withoutARunningNginxThereIsNothingToAsk() throws IOException {
    Processes docker = Processes.succeeding();
    step.apply(Deployment.context(TestMachine.here(folder), "new", "old").with(docker));
    assertThat(docker.argumentVectors()).containsExactly(PS);
  }

  @Test
  void theCandidateIsCopiedToAMachineFarAwayAndRemovedThere() throws IOException {
    TestMachine machine = TestMachine.farAway(folder);
    Processes docker = Deployment.running();
    step.apply(Deployment.context(machine, "new", "").with(docker));
    String path = folder + "/dustyNginx/candidate.conf";
    assertThat(machine.copied()).containsExactly(path + ": new");
    assertThat(docker.argumentVectors())
        .containsExactly(PS, TEST, List.of("ssh", "machine", "rm", "-f", path));
  }

  @Test
  void undoingHasNginxReadTheFormerConfigAgain() throws IOException {
    Processes docker = Deployment.running();
    FakeContext context = Deployment.context(TestMachine.here(folder), "new", "old").with(docker);
    Undo undo = step.apply(context);
    assertThat(context.journal()).containsExactly(undo);
    step.undo(context, undo.on(context.machine()));
    assertThat(docker.argumentVectors()).containsExactly(PS, TEST, PS, TOP, RELOAD, TOP);
  }

  @Test
  void undoingOnAMachineThatIsDownDoesNothing() throws IOException {
    TestMachine machine = TestMachine.here(folder);
    Processes docker = Deployment.running();
    FakeContext context = Deployment.context(machine, "new", "old").with(docker);
    Undo undo = step.apply(context);
    step.undo(context.with(machine.down()), undo);
    assertThat(docker.argumentVectors()).containsExactly(PS, TEST);
  }

  @Test
  void aRealNginxFindsWhatIsWrong(@TempDir Path elsewhere) throws IOException {
    RealNginx.require();
    Path candidate = folder.resolve("dustyNginx/candidate.conf");
    Processes docker =
        Deployment.running(
            () -> {
              String said = RealNginx.dump(elsewhere, read(candidate));
              int line = said.indexOf('\n');
              return new Result(Integer.parseInt(said.substring(0, line)), "", said);
            });
    String good =
        RealNginx.compile(
            FakeContext.empty(TestMachine.here(folder).site(new FakeContext(folder))));
    step.apply(Deployment.context(TestMachine.here(folder), good, "old").with(docker));

    FakeContext bad =
        Deployment.context(TestMachine.here(folder), good.replace("}", "nonsense; }"), "old");
    assertThatThrownBy(() -> step.apply(bad.with(docker)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("nginx refuses the new config: unknown directive \"nonsense\"");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
