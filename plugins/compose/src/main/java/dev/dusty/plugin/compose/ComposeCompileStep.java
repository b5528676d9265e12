package dev.dusty.plugin.compose;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.ActiveLib;
import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.Artifact.Place;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.CompileStep;
import dev.dusty.api.compose.CommandFile;
import dev.dusty.api.spec.Script;
import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.api.spec.Suite;
import java.util.ArrayList;
import java.util.List;

/**
 * The compile step {@code compose}: the Compose file, as the Compose Specification has it and both
 * generations of Compose accept it, and the files of commands that its containers run.
 */
public final class ComposeCompileStep implements CompileStep {

  /** The configuration key for the image of Dusty's nginx. */
  static final ConfigKey NGINX_IMAGE =
      ConfigKey.text("nginx_image", "nginx:stable", "Image of the nginx that routes host names");

  /** The path of the Compose file among the artifacts. */
  static final String FILE = "compose/docker-compose.yml";

  private static final String COMMANDS = "commands/";

  @Override
  public String name() {
    return "compose";
  }

  @Override
  public List<ConfigKey> configKeys() {
    return List.of(NGINX_IMAGE, RunAsOwner.KEY);
  }

  @Override
  public List<Artifact> compile(CompileInput input) {
    RunAsOwner runAsOwner = RunAsOwner.of(input);
    List<Artifact> artifacts = new ArrayList<>();
    for (ActiveApp app : input.specs().apps()) {
      CommandFiles commandFiles = new CommandFiles(runAsOwner.layout(app.name()));
      artifacts.add(artifact(CommandFile.ofApp(app.name()), commandFiles.main(app)));
      for (Script script : app.spec().scripts()) {
        artifacts.add(
            artifact(
                CommandFile.ofScript(app.name(), script.name()), commandFiles.script(app, script)));
      }
      for (Suite suite : app.spec().test().suites()) {
        artifacts.add(
            artifact(
                CommandFile.ofAppSuite(app.name(), suite.name()), commandFiles.suite(app, suite)));
      }
    }
    CommandFiles commandFiles = new CommandFiles(ContainerLayout.STANDARD);
    for (ActiveLib lib : input.specs().libs()) {
      for (Suite suite : lib.spec().test().suites()) {
        artifacts.add(
            artifact(
                CommandFile.ofLibSuite(lib.spec().name(), suite.name()),
                commandFiles.suite(lib, suite)));
      }
    }
    artifacts.add(
        new Artifact(
            FILE, new Place.StateFolder(FILE), ComposeFile.text(input, containers(input))));
    return artifacts;
  }

  /** Returns all containers of an input, nginx included where it is a target. */
  static List<Container> containers(CompileInput input) {
    RunAsOwner runAsOwner = RunAsOwner.of(input);
    Containers factory = new Containers(input, new Networks(input), runAsOwner);
    List<Container> containers = new ArrayList<>();
    for (ActiveApp app : input.specs().apps()) {
      CommandFiles commandFiles = new CommandFiles(runAsOwner.layout(app.name()));
      containers.add(factory.app(app, commandFiles.main(app)));
    }
    for (ServiceSpec service : input.specs().services()) {
      containers.add(factory.service(service));
    }
    if (input.targets().contains("nginx")) {
      containers.add(factory.nginx(input.settings().get(NGINX_IMAGE)));
    }
    return containers;
  }

  private static Artifact artifact(CommandFile file, String text) {
    return new Artifact(COMMANDS + file.path(), new Place.CommandFolder(file.path()), text);
  }
}
