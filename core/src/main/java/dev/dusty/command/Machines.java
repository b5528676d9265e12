package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.Machine;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import java.util.function.Supplier;

/** What commands need of the machine before they use it. */
final class Machines {

  private Machines() {}

  /** Makes sure that the machine runs, and returns its addresses and folders. */
  static Site started(Surroundings surroundings) {
    LoadedStep<Machine> machine = surroundings.machine();
    StepCall.order(machine, () -> machine.step().start(surroundings.ofMachine()));
    return site(surroundings);
  }

  /**
   * Makes sure that the machine runs, if it is a VM: in one that is off nothing can be put back.
   */
  static void startVm(Surroundings surroundings) {
    LoadedStep<Machine> machine = surroundings.machine();
    if (isVm(machine)) {
      StepCall.order(machine, () -> machine.step().start(surroundings.ofMachine()));
    }
  }

  /**
   * Returns what a machine that runs answers.
   *
   * @throws UserError as the question does; where the machine is a VM that is off, that it is,
   *     rather than what cannot be reached in it
   */
  static <T> T ofRunning(Surroundings surroundings, Supplier<T> question) {
    try {
      return question.get();
    } catch (UserError e) {
      LoadedStep<Machine> machine = surroundings.machine();
      if (!isVm(machine) || isRunning(surroundings)) {
        throw e;
      }
      UserError down =
          new UserError(
              "machine-down",
              "machine '%s' does not run".formatted(machine.step().name()),
              "run 'dusty up', which starts it");
      down.initCause(e);
      throw down;
    }
  }

  private static boolean isVm(LoadedStep<Machine> machine) {
    return StepCall.of(machine, () -> machine.step().local("/")).isEmpty();
  }

  private static boolean isRunning(Surroundings surroundings) {
    LoadedStep<Machine> machine = surroundings.machine();
    return StepCall.of(machine, () -> machine.step().state(surroundings.ofMachine()))
        == Machine.State.RUNNING;
  }

  /**
   * Returns the addresses and folders of the machine, without starting anything.
   *
   * @param unknown what is not known where it does not run: {@code what would change}
   * @throws UserError if it does not run; where it could not be started either, with what a start
   *     would say
   */
  static Site running(Surroundings surroundings, String unknown) {
    LoadedStep<Machine> machine = surroundings.machine();
    if (!isRunning(surroundings)) {
      StepCall.order(machine, () -> machine.step().checkStart(surroundings.ofMachine()));
      throw new UserError(
          "machine-down",
          "machine '%s' does not run, so %s is not known".formatted(machine.step().name(), unknown),
          "run 'dusty up', which starts it where it can");
    }
    return site(surroundings);
  }

  private static Site site(Surroundings surroundings) {
    LoadedStep<Machine> machine = surroundings.machine();
    return StepCall.of(machine, () -> machine.step().site(surroundings.ofMachine()));
  }
}
