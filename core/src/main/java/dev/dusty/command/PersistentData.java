package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The folder of persistent data on the Docker host: packed, unpacked beside what is there, and then
 * exchanged for it.
 *
 * @param surroundings the machine
 * @param folder the folder there
 */
record PersistentData(Surroundings surroundings, String folder) {

  private static final Script SCRIPT = Script.named("persist.sh");

  /** For what takes as long as there is data; it can be cancelled. */
  static final Duration UNLIMITED = Duration.ofDays(366);

  private static final Duration LIMIT = Duration.ofHours(1);

  /**
   * What matters for the exchange of backups.
   *
   * @param isSparse whether files with holes are packed and unpacked with their holes
   * @param available how many bytes can still be written
   */
  record Facts(boolean isSparse, long available) {}

  /** Finds out what matters. */
  Facts facts() {
    List<String> lines = run("facts").output().lines().toList();
    boolean known = lines.size() == 2 && lines.get(1).matches("\\d{1,15}");
    return new Facts(
        lines.contains("gnu"), known ? Long.parseLong(lines.get(1)) * 1024 : Long.MAX_VALUE);
  }

  /** Returns the command, of this computer, that writes all of it as a tar archive. */
  Command pack() {
    return command("pack", UNLIMITED);
  }

  /** Returns the command, of this computer, that reads such an archive and keeps it aside. */
  Command unpack() {
    return command("unpack", UNLIMITED);
  }

  /** Exchanges what is there for what was unpacked. */
  void exchange() {
    var _ = run("exchange");
  }

  /**
   * Brings data back that {@link #exchange} has left half exchanged, and removes what was unpacked.
   *
   * @return whether it is the new data that is there now; empty if nothing was begun
   */
  Optional<Boolean> recover() {
    return switch (run("recover").output().strip()) {
      case "new" -> Optional.of(true);
      case "old" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private Result run(String what) {
    LoadedStep<Machine> machine = surroundings.machine();
    Command command = Command.of(Identity.ROOT, LIMIT, SCRIPT.argv(what, folder));
    Result result =
        StepCall.of(machine, () -> machine.step().run(surroundings.ofMachine(), command));
    if (!result.succeeded()) {
      throw new UserError(
          "persist-failed",
          "the persistent data at '%s' cannot be changed: %s"
              .formatted(folder, Reasons.first(result)),
          "mend that and try again");
    }
    return result;
  }

  private Command command(String what, Duration limit) {
    LoadedStep<Machine> machine = surroundings.machine();
    Command command = Command.of(Identity.ROOT, limit, SCRIPT.argv(what, folder));
    return StepCall.of(machine, () -> machine.step().onMachine(surroundings.ofMachine(), command));
  }
}
