package dev.dusty.run;

import dev.dusty.api.Settings;
import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.Undo;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.HostFiles;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.Reporter;
import dev.dusty.api.step.StepContext;
import dev.dusty.config.Paths;
import dev.dusty.plugin.LoadedStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Consumer;

/**
 * What all steps of a command are given alike.
 *
 * @param paths Dusty's files
 * @param user whose repos and Docker these are
 * @param settings what the user configured
 * @param machine the machine that the configuration picks
 * @param processes the only way to start a process
 * @param reporter where to say what is being done
 * @param cancellation whether to go on
 */
public record Surroundings(
    Paths paths,
    HostUser user,
    Settings settings,
    LoadedStep<Machine> machine,
    ProcessRunner processes,
    Reporter reporter,
    Cancellation cancellation) {

  /** The folder of the state folder in which each step has a folder of its own. */
  private static final String STEPS = "steps";

  /** Returns the same surroundings, where nothing is cancelled any more. */
  public Surroundings uncancelled(ProcessRunner uncancelledProcesses) {
    return new Surroundings(
        paths, user, settings, machine, uncancelledProcesses, reporter, Uncancelled.FOREVER);
  }

  /** Returns what a step or machine is given that only asks the machine. */
  public MachineContext of(String step) {
    return new Asking(this, stateOf(step));
  }

  /** Returns what the machine itself is given. */
  public StepContext ofMachine() {
    return of(machine.step().name());
  }

  /** Returns what a step is given that looks at what runs, or restarts it: it has no journal. */
  public RunContext looking(String step, RunInput run) {
    return of(step, run, undo -> {});
  }

  /**
   * Returns what a step is given that runs.
   *
   * @param journal takes what the step writes down
   */
  RunContext of(String step, RunInput run, Consumer<Undo> journal) {
    return new Running(this, stateOf(step), run, journal);
  }

  private Path stateOf(String step) {
    try {
      // To be passed through by the configured user, who is given some of the files in there.
      return Files.createDirectories(
          paths.state().resolve(STEPS).resolve(step),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a step is given that only asks. */
  private static class Asking implements MachineContext {
    private final Surroundings all;
    private final Path state;

    Asking(Surroundings all, Path state) {
      this.all = all;
      this.state = state;
    }

    @Override
    public Reporter reporter() {
      return all.reporter();
    }

    @Override
    public ProcessRunner processes() {
      return all.processes();
    }

    @Override
    public Cancellation cancellation() {
      return all.cancellation();
    }

    @Override
    public Settings settings() {
      return all.settings();
    }

    @Override
    public HostFiles files() {
      Paths paths = all.paths();
      return new HostFiles(
          paths.root(), paths.hosts(), paths.exports(), state, paths.managedRepos());
    }

    @Override
    public HostUser user() {
      return all.user();
    }

    @Override
    public Machine machine() {
      return new MachineOfSteps(all.machine().step(), all.ofMachine());
    }
  }

  /** What a step is given that runs. */
  private static final class Running extends Asking implements RunContext {
    private final RunInput run;
    private final Consumer<Undo> journal;

    Running(Surroundings all, Path state, RunInput run, Consumer<Undo> journal) {
      super(all, state);
      this.run = run;
      this.journal = journal;
    }

    @Override
    public CompileInput input() {
      return run.input();
    }

    @Override
    public List<Artifact> artifacts() {
      return run.artifacts();
    }

    @Override
    public List<RepoCopy> repos() {
      return run.repos();
    }

    @Override
    public boolean mayRecreate() {
      return run.mayRecreate();
    }

    @Override
    public void journal(Undo undo) {
      journal.accept(undo);
    }
  }
}
