package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.Settings;
import dev.dusty.api.UserError;
import dev.dusty.api.machine.Machine.State;
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

/** What commands do, and say, about a machine that may not run. */
class MachinesTest {

  private final UserError silent =
      new UserError("silent", "the engine gives no answer", "restart it");

  @TempDir Path home;

  private final AtomicInteger starts = new AtomicInteger();

  /** One in some state. */
  private class Known extends FolderMachine {
    private final boolean isVm;
    private final State state;

    Known(boolean isVm, State state) {
      super(home.resolve("machine"));
      this.isVm = isVm;
      this.state = state;
    }

    @Override
    public Optional<Path> local(String remote) {
      return isVm ? Optional.empty() : super.local(remote);
    }

    @Override
    public State state(StepContext context) {
      return state;
    }

    @Override
    public void start(StepContext context) {
      starts.incrementAndGet();
    }
  }

  private Surroundings with(FolderMachine machine) {
    FakeContext said = new FakeContext(home);
    return new Surroundings(
        Paths.of(Map.of(Paths.HOME, home.toString())),
        said.user(),
        Settings.DEFAULTS,
        new LoadedStep<>("tests", machine),
        Processes.succeeding(),
        said.reporter(),
        said.cancellation());
  }

  private String failing() {
    throw silent;
  }

  @Test
  void aVmIsStartedBeforeAnythingInItIsPutBack() {
    Machines.startVm(with(new Known(true, State.STOPPED)));
    assertThat(starts).hasValue(1);
  }

  @Test
  void whatCanBePutBackOnThisComputerIsWhateverItsEngineDoes() {
    Machines.startVm(with(new Known(false, State.STOPPED)));
    assertThat(starts).hasValue(0);
  }

  @Test
  void oneThatCanBeStartedIsToBeStarted() {
    Surroundings surroundings = with(new Known(false, State.STOPPED));
    assertThatThrownBy(() -> Machines.running(surroundings, "what would change"))
        .isInstanceOf(UserError.class)
        .hasMessage("machine 'folder' does not run, so what would change is not known");
  }

  @Test
  void ofOneThatCannotBeStartedItIsSaidWhatAStartWouldSay() {
    Surroundings surroundings =
        with(
            new Known(false, State.STOPPED) {
              @Override
              public void checkStart(StepContext context) {
                throw silent;
              }
            });
    assertThatThrownBy(() -> Machines.running(surroundings, "what would change")).isSameAs(silent);
  }

  @Test
  void ofAVmThatIsOffItIsSaidThatItIsAndNotWhatItsDockerSays() {
    Surroundings surroundings = with(new Known(true, State.STOPPED));
    assertThatThrownBy(() -> Machines.ofRunning(surroundings, this::failing))
        .isInstanceOf(UserError.class)
        .hasMessage("machine 'folder' does not run")
        .hasCause(silent);
  }

  @Test
  void whatFailsInAVmThatRunsOrOnThisComputerIsSaidAsItIs() {
    for (Known machine :
        new Known[] {new Known(true, State.RUNNING), new Known(false, State.STOPPED)}) {
      Surroundings surroundings = with(machine);
      assertThatThrownBy(() -> Machines.ofRunning(surroundings, this::failing)).isSameAs(silent);
    }
  }
}
