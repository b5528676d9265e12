package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.Settings;
import dev.dusty.api.UserError;
import dev.dusty.api.step.StepContext;
import dev.dusty.config.Paths;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.FolderMachine;
import dev.dusty.run.Surroundings;
import dev.dusty.run.Uncancelled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever only looks is told of a machine that does not run. */
class MachinesTest {

  @TempDir Path home;

  private static class Stopped extends FolderMachine {
    Stopped(Path folder) {
      super(folder);
    }

    @Override
    public State state(StepContext context) {
      return State.STOPPED;
    }
  }

  private static final class Hopeless extends Stopped {
    Hopeless(Path folder) {
      super(folder);
    }

    @Override
    public void checkStart(StepContext context) {
      throw new UserError("silent", "the engine gives no answer", "restart it");
    }
  }

  private Surroundings with(FolderMachine machine) throws IOException {
    Dusty dusty = TestDusty.in(home);
    TestCaller caller = TestCaller.of(TestDusty.self(dusty), home);
    return new Surroundings(
        Paths.of(Map.of(Paths.HOME, home.toString())),
        caller.user(),
        new Settings(Map.of()),
        new LoadedStep<>("tests", machine),
        Work.asFarAsKnown(dusty, caller).processes(),
        new PlainProgress(caller.console()),
        Uncancelled.FOREVER);
  }

  @Test
  void oneThatCanBeStartedIsToBeStarted() throws IOException {
    Surroundings surroundings = with(new Stopped(home));
    assertThatThrownBy(() -> Machines.running(surroundings, "what would change"))
        .isInstanceOf(UserError.class)
        .hasMessage("machine 'folder' does not run, so what would change is not known");
  }

  @Test
  void ofOneThatCannotBeStartedItIsSaidWhatAStartWouldSay() throws IOException {
    Surroundings surroundings = with(new Hopeless(home));
    assertThatThrownBy(() -> Machines.running(surroundings, "what would change"))
        .isInstanceOf(UserError.class)
        .hasMessage("the engine gives no answer");
  }
}
