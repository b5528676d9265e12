package dev.dusty.run;

import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.machine.Platform;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A machine without an engine, whose files lie in a folder of a test's own. */
public class FolderMachine implements Machine {

  private final String name;
  private final Path folder;

  /** Creates one of that name; the folder need not be there. */
  public FolderMachine(String name, Path folder) {
    this.name = name;
    this.folder = folder;
  }

  /** Creates it; the folder need not be there. */
  public FolderMachine(Path folder) {
    this("folder", folder);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public OptionalInt preference(Platform platform, StepContext context) {
    return OptionalInt.of(1);
  }

  @Override
  public State state(StepContext context) {
    return State.RUNNING;
  }

  @Override
  public void start(StepContext context) throws IOException {
    Files.createDirectories(folder.resolve("persist/dusty_assets"));
  }

  @Override
  public Site site(StepContext context) {
    return Site.at("127.0.0.1", "172.17.0.1");
  }

  @Override
  public Optional<Path> local(String remote) {
    return Optional.of(folder.resolve(remote.substring(1)));
  }

  @Override
  public Map<String, String> dockerEnvironment(StepContext context) {
    return Map.of(
        "DOCKER_HOST",
        "unix://" + folder.resolve("docker.sock"),
        "DOCKER_CONFIG",
        folder.resolve("docker").toString());
  }

  @Override
  public Command onMachine(StepContext context, Command command) {
    return command;
  }

  @Override
  public void copyTo(StepContext context, Path local, String remote) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public void copyFrom(StepContext context, String remote, Path local) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public DiskUsage diskUsage(StepContext context) {
    return new DiskUsage("/", 1L << 40, 1L << 39);
  }

  @Override
  public void stop(StepContext context) {}
}
