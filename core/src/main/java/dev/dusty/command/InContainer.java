package dev.dusty.command;

import dev.dusty.api.machine.Machine;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.protocol.Terminal;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Commands that go on in the caller's terminal: {@code dusty logs} and {@code dusty shell}. */
public final class InContainer {

  // Whichever is there, the one that people like first.
  private static final String ANY_SHELL = "command -v bash >/dev/null && exec bash; exec sh";

  private final Dusty dusty;
  private final Caller caller;

  /** Creates the commands. */
  public InContainer(Dusty dusty, Caller caller) {
    this.dusty = dusty;
    this.caller = caller;
  }

  /**
   * Shows what a container wrote.
   *
   * @param options options of {@code docker logs}
   */
  public int logs(String name, List<String> options) throws IOException {
    return docker(
        (containers, terminal) -> {
          List<String> argv = new ArrayList<>(List.of("docker", "logs"));
          argv.addAll(options);
          argv.add(containers.named(name).dockerName());
          return argv;
        });
  }

  /** Opens a shell in a container. */
  public int shell(String name) throws IOException {
    return docker(
        (containers, terminal) -> {
          List<String> argv = new ArrayList<>(List.of("docker", "exec", "-i"));
          if (terminal.input() && terminal.output()) {
            argv.add("-t");
          }
          argv.addAll(List.of(containers.running(name).dockerName(), "sh", "-c", ANY_SHELL));
          return argv;
        });
  }

  /** Makes a command of the docker CLI. */
  private interface Making {
    List<String> argv(Containers containers, Terminal terminal);
  }

  private int docker(Making making) throws IOException {
    Work work = Work.of(dusty, caller);
    try (Progress progress = new PlainProgress(caller.console())) {
      Surroundings surroundings = work.surroundings(progress);
      LoadedStep<Machine> machine = surroundings.machine();
      caller.continueWith(
          making.argv(Containers.of(work, surroundings), caller.console().terminal()),
          StepCall.of(machine, () -> machine.step().dockerEnvironment(surroundings.ofMachine())));
    }
    return ExitCode.DONE;
  }
}
