package dev.dusty.plugin.compose;

import dev.dusty.api.Settings;
import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.StepContext;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder in which an environment is brought up on a private engine. */
record Place(Path folder, PrivateEngine engine, String compose) {

  Site site() {
    return new Site(
        engine.address(),
        engine.address(),
        folder + "/repos",
        folder + "/commands",
        folder + "/assets",
        folder + "/cp",
        folder + "/persist");
  }

  /** Compiles, puts the command files in place, and returns what a run step is given. */
  FakeContext context(Given given) throws IOException {
    CompileInput input = given.site(site()).input();
    FakeContext context = context().with(input);
    context.withArtifacts(new ComposeCompileStep().compile(input));
    for (Artifact artifact : context.artifacts()) {
      if (artifact.place() instanceof Artifact.Place.CommandFolder place) {
        Path file = folder.resolve("commands").resolve(place.path());
        Files.createDirectories(file.getParent());
        Files.writeString(file, artifact.content());
      }
    }
    return context;
  }

  /** Returns this computer as a machine whose files are not this computer's. */
  Machine elsewhere() {
    return new There(this, Optional.empty());
  }

  /** Returns what a step is given that is told nothing of the specs. */
  FakeContext context() {
    return new FakeContext(folder)
        .with(Processes.real())
        .with(new Settings(Map.of("compose_command", compose)))
        .with(new There(this, Optional.of(Path.of("/"))));
  }

  /** What happens at a moment. */
  interface Event {
    void happen() throws IOException;
  }

  /**
   * Returns what runs programs, and has something happen when Compose has brought up what it
   * should.
   */
  static ProcessRunner afterUp(Event event) {
    ProcessRunner real = Processes.real();
    return (command, listener) -> {
      ProcessRunner.Result result = real.run(command, listener);
      if (command.argv().contains("up")) {
        event.happen();
      }
      return result;
    };
  }

  /** Returns what a step would change, a line each. */
  static List<String> changes(RunStep step, RunContext context) throws IOException {
    return step.plan(context).stream()
        .map(change -> change.action() + " " + change.name() + ": " + change.cause())
        .toList();
  }

  Path composeFile() {
    return folder.resolve("state").resolve("docker-compose.yml");
  }

  /**
   * This computer, with the private engine.
   *
   * @param root where its files are
   */
  private record There(Place place, Optional<Path> root) implements Machine {
    @Override
    public String name() {
      return "here";
    }

    @Override
    public State state(StepContext context) {
      return State.RUNNING;
    }

    @Override
    public void start(StepContext context) {}

    @Override
    public Site site(StepContext context) {
      return place.site();
    }

    @Override
    public Optional<Path> local(String remote) {
      return root.map(folder -> folder.resolve(remote));
    }

    @Override
    public Map<String, String> dockerEnvironment(StepContext context) {
      return place.engine.environment();
    }

    @Override
    public Command onMachine(StepContext context, Command command) {
      return command;
    }

    @Override
    public void copyTo(StepContext context, Path local, String remote) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void copyFrom(StepContext context, String remote, Path local) {
      throw new UnsupportedOperationException();
    }

    @Override
    public DiskUsage diskUsage(StepContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void stop(StepContext context) {}
  }
}
