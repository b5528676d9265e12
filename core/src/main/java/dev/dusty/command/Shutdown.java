package dev.dusty.command;

import dev.dusty.api.machine.Machine;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import java.io.IOException;

/** {@code dusty shutdown}: stops the virtual machine, where there is one. */
public final class Shutdown {

  private final Dusty dusty;
  private final Caller caller;

  /** Creates the command. */
  public Shutdown(Dusty dusty, Caller caller) {
    this.dusty = dusty;
    this.caller = caller;
  }

  /** Runs the command and returns its exit code. */
  public int run() throws IOException {
    return dusty
        .queue()
        .run(
            caller,
            "shutdown",
            () -> {
              Work work = Work.of(dusty, caller);
              try (Progress progress = Progress.of(caller.console())) {
                Surroundings surroundings = work.surroundings(progress);
                LoadedStep<Machine> machine = surroundings.machine();
                StepCall.order(machine, () -> machine.step().stop(surroundings.ofMachine()));
              }
              return ExitCode.DONE;
            });
  }
}
