package dev.dusty.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.Settings;
import dev.dusty.api.compile.Site;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.StepContext;
import dev.dusty.config.Paths;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.testkit.FakeContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a machine is given by whoever calls it. */
class StepsMachineTest {

  @TempDir private Path home;

  /** Notes where it may keep what it keeps. */
  private static final class Noting extends FolderMachine {
    private final List<Path> states = new ArrayList<>();

    Noting(Path folder) {
      super(folder);
    }

    @Override
    public Site site(StepContext context) {
      states.add(context.files().state());
      return super.site(context);
    }

    @Override
    public Command onMachine(StepContext context, Command command) {
      states.add(context.files().state());
      return super.onMachine(context, command);
    }
  }

  @Test
  void theMachinesStateFolderIsTheSameForAllSteps() throws IOException {
    Noting machine = new Noting(home.resolve("machine"));
    FakeContext fake = new FakeContext(home);
    Surroundings surroundings =
        new Surroundings(
            Paths.of(Map.of(Paths.HOME, home.toString())),
            new HostUser("ann", 1000, 1000, home),
            Settings.DEFAULTS,
            new LoadedStep<>("tests", machine),
            fake.processes(),
            fake.reporter(),
            fake.cancellation());
    machine.site(surroundings.ofMachine());
    for (String step : List.of("nginx", "compose")) {
      MachineContext context = surroundings.of(step);
      context.machine().site(context);
      var _ =
          context
              .machine()
              .run(context, Command.of(Command.Identity.USER, Duration.ofSeconds(5), "true"));
    }
    assertThat(machine.states).hasSize(5).containsOnly(surroundings.ofMachine().files().state());
  }
}
