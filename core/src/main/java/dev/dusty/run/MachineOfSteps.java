package dev.dusty.run;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.machine.Platform;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The machine as steps see it: whichever step calls, it is given its own context. So it finds what
 * it left in its state folder, such as the connection to a VM, and not that of the calling step.
 *
 * @param machine the machine itself
 * @param own its context, with the reporter, the processes and the cancellation of the command
 */
record MachineOfSteps(Machine machine, StepContext own) implements Machine {

  @Override
  public String name() {
    return machine.name();
  }

  @Override
  public List<ConfigKey> configKeys() {
    return machine.configKeys();
  }

  @Override
  public OptionalInt preference(Platform platform, StepContext caller) throws IOException {
    return machine.preference(platform, own);
  }

  @Override
  public State state(StepContext caller) throws IOException {
    return machine.state(own);
  }

  @Override
  public void start(StepContext caller) throws IOException {
    machine.start(own);
  }

  @Override
  public void checkStart(StepContext caller) throws IOException {
    machine.checkStart(own);
  }

  @Override
  public Site site(StepContext caller) throws IOException {
    return machine.site(own);
  }

  @Override
  public Optional<Path> local(String remote) {
    return machine.local(remote);
  }

  @Override
  public Optional<String> hostAddress(StepContext caller) throws IOException {
    return machine.hostAddress(own);
  }

  @Override
  public Map<String, String> dockerEnvironment(StepContext caller) throws IOException {
    return machine.dockerEnvironment(own);
  }

  @Override
  public Command onMachine(StepContext caller, Command command) throws IOException {
    return machine.onMachine(own, command);
  }

  @Override
  public ProcessRunner.Result run(StepContext caller, Command command) throws IOException {
    return machine.run(own, command);
  }

  @Override
  public boolean has(StepContext caller, String remote) throws IOException {
    return machine.has(own, remote);
  }

  @Override
  public void copyTo(StepContext caller, Path local, String remote) throws IOException {
    machine.copyTo(own, local, remote);
  }

  @Override
  public void copyFrom(StepContext caller, String remote, Path local) throws IOException {
    machine.copyFrom(own, remote, local);
  }

  @Override
  public DiskUsage diskUsage(StepContext caller) throws IOException {
    return machine.diskUsage(own);
  }

  @Override
  public void stop(StepContext caller) throws IOException {
    machine.stop(own);
  }

  @Override
  public List<Finding> diagnose(StepContext caller) throws IOException {
    return machine.diagnose(own);
  }

  @Override
  public void fix(StepContext caller, Finding finding) throws IOException {
    machine.fix(own, finding);
  }
}
