package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.compose.CommandFile;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.spec.AppSpec;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.Deployment;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Commands that go on in the caller's terminal: {@code dusty logs}, {@code shell} and {@code
 * scripts}.
 */
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
        (containers, surroundings) -> {
          List<String> argv = new ArrayList<>(List.of("docker", "logs"));
          argv.addAll(options);
          argv.add(containers.named(name).dockerName());
          return argv;
        });
  }

  /** Opens a shell in a container. */
  public int shell(String name) throws IOException {
    return docker(
        (containers, surroundings) -> {
          List<String> argv = new ArrayList<>(List.of("docker", "exec", "-i"));
          if (isInTerminal()) {
            argv.add("-t");
          }
          argv.addAll(List.of(containers.running(name).dockerName(), "sh", "-c", ANY_SHELL));
          return argv;
        });
  }

  /**
   * Runs a script of an app in the app's container.
   *
   * @param arguments what its last command is given, exactly
   */
  public int script(String app, String script, List<String> arguments) throws IOException {
    AppSpec spec = Scripts.app(Work.of(dusty, caller).specs(), app);
    CommandFile file = CommandFile.ofScript(app, Scripts.named(spec, script).name());
    return docker(
        (containers, surroundings) -> {
          String container = containers.running(app).dockerName();
          checkDeployed(file, script, app, surroundings);
          List<String> argv = new ArrayList<>(List.of("docker", "exec", "-i"));
          if (isInTerminal()) {
            argv.add("-t");
          }
          argv.addAll(List.of(container, "sh", file.inContainer()));
          argv.addAll(arguments);
          return argv;
        });
  }

  private boolean isInTerminal() {
    return caller.console().terminal().input() && caller.console().terminal().output();
  }

  /** The specs may have a script since the last {@code up}. */
  private void checkDeployed(CommandFile file, String script, String app, Surroundings surroundings)
      throws IOException {
    Optional<Deployment> deployment = Deployment.read(dusty.paths().state());
    if (deployment.isEmpty()) {
      return;
    }
    String remote = deployment.get().site().commandFiles() + "/" + file.path();
    LoadedStep<Machine> machine = surroundings.machine();
    if (!StepCall.of(machine, () -> machine.step().has(surroundings.ofMachine(), remote))) {
      throw new UserError(
          "script-not-deployed",
          "the script '%s' of apps/%s is not in its container yet".formatted(script, app),
          "bring it there: dusty up");
    }
  }

  /** Makes a command of the docker CLI. */
  private interface Making {
    List<String> argv(Containers containers, Surroundings surroundings) throws IOException;
  }

  private int docker(Making making) throws IOException {
    Work work = Work.of(dusty, caller);
    try (Progress progress = new PlainProgress(caller.console())) {
      Surroundings surroundings = work.surroundings(progress);
      LoadedStep<Machine> machine = surroundings.machine();
      caller.continueWith(
          making.argv(Containers.of(work, surroundings), surroundings),
          StepCall.of(machine, () -> machine.step().dockerEnvironment(surroundings.ofMachine())));
    }
    return ExitCode.DONE;
  }
}
