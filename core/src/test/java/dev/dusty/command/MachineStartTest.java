package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.Settings;
import dev.dusty.api.step.StepContext;
import dev.dusty.config.Paths;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.FolderMachine;
import dev.dusty.run.Surroundings;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineStartTest {

  @TempDir Path home;

  private final AtomicInteger starts = new AtomicInteger();

  /** One that counts its starts. */
  private final class Counting extends FolderMachine {
    private final boolean isVm;

    Counting(boolean isVm) {
      super(home.resolve("machine"));
      this.isVm = isVm;
    }

    @Override
    public Optional<Path> local(String remote) {
      return isVm ? Optional.empty() : super.local(remote);
    }

    @Override
    public void start(StepContext context) {
      starts.incrementAndGet();
    }
  }

  private Surroundings on(boolean isVm) {
    FakeContext said = new FakeContext(home);
    return new Surroundings(
        Paths.of(Map.of(Paths.HOME, home.toString())),
        said.user(),
        Settings.DEFAULTS,
        new LoadedStep<>("tests", new Counting(isVm)),
        Processes.succeeding(),
        said.reporter(),
        said.cancellation());
  }

  @Test
  void aVmIsStartedBeforeAnythingInItIsPutBack() {
    Machines.startVm(on(true));
    assertThat(starts).hasValue(1);
  }

  @Test
  void whatCanBePutBackOnThisComputerIsWhateverItsEngineDoes() {
    Machines.startVm(on(false));
    assertThat(starts).hasValue(0);
  }
}
