package dev.dusty.plugin.nginx;

import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A machine for which a folder of this computer is the Docker host.
 *
 * @param folder the folder for persistent data
 * @param isHere whether its files are reached as this computer's own
 * @param running whether it runs
 * @param copied what was copied to it: a path and a text each
 */
record TestMachine(Path folder, boolean isHere, boolean running, List<String> copied)
    implements Machine {

  static TestMachine here(Path folder) {
    return new TestMachine(folder, true, true, new ArrayList<>());
  }

  static TestMachine farAway(Path folder) {
    return new TestMachine(folder, false, true, new ArrayList<>());
  }

  TestMachine down() {
    return new TestMachine(folder, isHere, false, copied);
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public State state(StepContext context) {
    return running ? State.RUNNING : State.STOPPED;
  }

  @Override
  public void start(StepContext context) {}

  @Override
  public Site site(StepContext context) {
    String persist = folder.toString();
    return new Site("127.0.0.1", "172.17.0.1", "/repos", "/commands", "/assets", "/cp", persist);
  }

  @Override
  public Optional<Path> local(String remote) {
    return isHere ? Optional.of(Path.of(remote)) : Optional.empty();
  }

  @Override
  public Map<String, String> dockerEnvironment(StepContext context) {
    return Map.of("DOCKER_HOST", "unix:///test.sock");
  }

  @Override
  public Command onMachine(StepContext context, Command command) {
    List<String> argv = new ArrayList<>(List.of("ssh", "machine"));
    argv.addAll(command.argv());
    return Command.of(command.identity(), command.limit(), argv.toArray(String[]::new));
  }

  @Override
  public void copyTo(StepContext context, Path local, String remote) throws IOException {
    copied.add(remote + ": " + Files.readString(local));
    if (isHere) {
      Files.copy(local, Path.of(remote), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  @Override
  public void copyFrom(StepContext context, String remote, Path local) {
    throw new AssertionError("nothing is copied from the machine");
  }

  @Override
  public DiskUsage diskUsage(StepContext context) {
    return new DiskUsage("/", 1, 1);
  }

  @Override
  public void stop(StepContext context) {}
}
