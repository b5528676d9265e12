package dev.dusty.run;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.Settings;
import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.machine.Platform;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.HostFiles;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.Reporter;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The machine as it is given to steps. A step passes on what it was given itself; what the machine
 * keeps belongs into the machine's state folder all the same, whoever calls it.
 *
 * @param machine the machine itself
 * @param ofMachine what the machine is given, with its state folder
 */
record StepsMachine(Machine machine, StepContext ofMachine) implements Machine {

  /** What a step passed on, with the machine's files. */
  private record Passed(StepContext step, HostFiles files) implements StepContext {
    @Override
    public Reporter reporter() {
      return step.reporter();
    }

    @Override
    public ProcessRunner processes() {
      return step.processes();
    }

    @Override
    public Cancellation cancellation() {
      return step.cancellation();
    }

    @Override
    public Settings settings() {
      return step.settings();
    }

    @Override
    public HostUser user() {
      return step.user();
    }
  }

  private StepContext own(StepContext context) {
    return new Passed(context, ofMachine.files());
  }

  @Override
  public String name() {
    return machine.name();
  }

  @Override
  public List<ConfigKey> configKeys() {
    return machine.configKeys();
  }

  @Override
  public OptionalInt preference(Platform platform, StepContext context) throws IOException {
    return machine.preference(platform, own(context));
  }

  @Override
  public State state(StepContext context) throws IOException {
    return machine.state(own(context));
  }

  @Override
  public void start(StepContext context) throws IOException {
    machine.start(own(context));
  }

  @Override
  public Site site(StepContext context) throws IOException {
    return machine.site(own(context));
  }

  @Override
  public Optional<Path> local(String remote) {
    return machine.local(remote);
  }

  @Override
  public Optional<String> hostAddress(StepContext context) throws IOException {
    return machine.hostAddress(own(context));
  }

  @Override
  public Map<String, String> dockerEnvironment(StepContext context) throws IOException {
    return machine.dockerEnvironment(own(context));
  }

  @Override
  public Command onMachine(StepContext context, Command command) throws IOException {
    return machine.onMachine(own(context), command);
  }

  @Override
  public ProcessRunner.Result run(StepContext context, Command command) throws IOException {
    return machine.run(own(context), command);
  }

  @Override
  public void copyTo(StepContext context, Path local, String remote) throws IOException {
    machine.copyTo(own(context), local, remote);
  }

  @Override
  public void copyFrom(StepContext context, String remote, Path local) throws IOException {
    machine.copyFrom(own(context), remote, local);
  }

  @Override
  public DiskUsage diskUsage(StepContext context) throws IOException {
    return machine.diskUsage(own(context));
  }

  @Override
  public void stop(StepContext context) throws IOException {
    machine.stop(own(context));
  }

  @Override
  public List<Finding> diagnose(StepContext context) throws IOException {
    return machine.diagnose(own(context));
  }

  @Override
  public void fix(StepContext context, Finding finding) throws IOException {
    machine.fix(own(context), finding);
  }
}
