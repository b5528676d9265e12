package dev.dusty.plugin.vmlocal;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.machine.Platform;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The machine {@code local}: this computer, with a Docker engine that Dusty does not manage. */
public final class LocalMachine implements Machine {

  /** The machine's name, by which the configuration picks it. */
  public static final String NAME = "local";

  private final DockerEndpoint endpoint;
  private final Engine engine;

  /** Creates the machine in the environment of this process. */
  public LocalMachine() {
    this(System.getenv());
  }

  /**
   * Creates the machine in some environment.
   *
   * @param environment of which {@code DOCKER_HOST}, {@code DOCKER_CONTEXT}, {@code DOCKER_CONFIG},
   *     {@code DOCKER_TLS_VERIFY} and {@code DOCKER_CERT_PATH} say where the engine is
   */
  public LocalMachine(Map<String, String> environment) {
    this.endpoint = new DockerEndpoint(environment);
    this.engine = new Engine(endpoint);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<ConfigKey> configKeys() {
    return List.of(LocalAddress.KEY, DockerEndpoint.KEY, Engine.BRIDGE_KEY);
  }

  @Override
  public OptionalInt preference(Platform platform, StepContext context) {
    return OptionalInt.of(
        switch (platform) {
          case LINUX -> 10;
          case MACOS -> 5;
        });
  }

  @Override
  public State state(StepContext context) throws IOException {
    try {
      engine.ask(context);
      return State.RUNNING;
    } catch (UserError e) {
      return e.code().equals(Engine.NO_BRIDGE) ? State.RUNNING : State.STOPPED;
    }
  }

  @Override
  public void checkStart(StepContext context) throws IOException {
    LocalAddress.of(context);
    engine.ask(context);
  }

  @Override
  public void start(StepContext context) throws IOException {
    checkStart(context);
    new LocalFolders(context).make();
  }

  @Override
  public Site site(StepContext context) throws IOException {
    return new LocalFolders(context).site(LocalAddress.of(context), engine.bridge(context));
  }

  @Override
  public Optional<Path> local(String remote) {
    return Optional.of(Path.of(remote));
  }

  @Override
  public Map<String, String> dockerEnvironment(StepContext context) throws IOException {
    return endpoint.environment(context);
  }

  @Override
  public Command onMachine(StepContext context, Command command) {
    return command;
  }

  @Override
  public void copyTo(StepContext context, Path local, String remote) throws IOException {
    new TreeCopy(context.cancellation()).copy(local, Path.of(remote));
  }

  @Override
  public void copyFrom(StepContext context, String remote, Path local) throws IOException {
    new TreeCopy(context.cancellation()).copy(Path.of(remote), local);
  }

  @Override
  public DiskUsage diskUsage(StepContext context) throws IOException {
    return new LocalFolders(context).diskUsage();
  }

  @Override
  public void stop(StepContext context) {
    throw new UserError(
        "no-vm",
        "the machine 'local' is this computer, so there is no VM to shut down",
        "stop the containers with 'dusty stop'");
  }

  @Override
  public List<Finding> diagnose(StepContext context) throws IOException {
    return new LocalChecks(context, engine).all();
  }
}
