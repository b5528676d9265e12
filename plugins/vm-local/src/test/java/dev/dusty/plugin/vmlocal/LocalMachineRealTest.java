package dev.dusty.plugin.vmlocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.Finding.Severity;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine and the links, with a Docker engine. */
class LocalMachineRealTest {

  @TempDir static Path engineFolder;
  private static PrivateEngine engine;

  @TempDir Path folder;

  @BeforeAll
  static void startAnEngine() throws Exception {
    PrivateEngine.require();
    engine = PrivateEngine.start(engineFolder);
  }

  @AfterAll
  static void stopTheEngine() throws Exception {
    if (engine != null) {
      engine.stop();
    }
  }

  private static LocalMachine machine(String host) {
    return new LocalMachine(Map.of("DOCKER_HOST", host));
  }

  @Test
  void theBridgeIsThatOfTheEngine() throws Exception {
    FakeContext context = new FakeContext(folder).with(Processes.real());
    LocalMachine machine = machine(engine.host());
    assertThat(machine.state(context)).isEqualTo(Machine.State.RUNNING);
    machine.start(context);
    assertThat(machine.site(context).bridgeIp()).isEqualTo(engine.gateway());
    assertThat(machine.diagnose(context))
        .filteredOn(finding -> finding.severity() == Severity.BROKEN)
        .isEmpty();
    assertThat(machine.diagnose(context)).extracting(Finding::code).contains("docker");
  }

  @Test
  void anEngineThatIsNotThereIsToldFromOneThatIs() throws Exception {
    FakeContext context = new FakeContext(folder).with(Processes.real());
    LocalMachine machine = machine("unix://" + folder.resolve("none"));
    assertThat(machine.state(context)).isEqualTo(Machine.State.STOPPED);
    assertThatThrownBy(() -> machine.start(context))
        .isInstanceOf(UserError.class)
        .hasMessage("no Docker engine answers at unix://" + folder.resolve("none"));
  }

  @Test
  void aContainerSeesTheOtherCopyAfterARestart() throws Exception {
    engine.importBusybox("busybox:local");
    FakeContext context = Repos.context(folder);
    RepoCopy managed = Repos.managed(context, "shop");
    RepoCopy override = Repos.override(context, "shop");
    Files.writeString(managed.folder().resolve("copy"), "managed");
    Files.writeString(override.folder().resolve("copy"), "override");
    LocalSharingStep step = new LocalSharingStep();
    step.apply(context.withRepos(List.of(managed)));

    String mount = Repos.link(context, "shop") + ":/shop";
    String image = "busybox:local";
    succeed("run", "--detach", "--init", "--name", "web", "-v", mount, image, "sleep", "600");
    assertThat(engine.docker("exec", "web", "cat", "/shop/copy").text()).isEqualTo("managed");

    step.restart(context.withRepos(List.of(override)), List.of("web"));
    assertThat(engine.docker("exec", "web", "cat", "/shop/copy").text()).isEqualTo("managed");
    succeed("restart", "--time", "1", "web");
    assertThat(engine.docker("exec", "web", "cat", "/shop/copy").text()).isEqualTo("override");
    succeed("rm", "--force", "web");
  }

  private static void succeed(String... arguments) throws Exception {
    PrivateEngine.Said said = engine.docker(arguments);
    assertThat(said.status()).as(said.text()).isZero();
  }
}
