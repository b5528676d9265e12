package dev.dusty.plugin.compose;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The docker command, for what it does with files and logins of the user.
 *
 * @param environment the variables that say where the engine is
 */
record DockerCli(StepContext context, Map<String, String> environment) {

  // Whoever waits can press Ctrl-C.
  private static final Duration LIMIT = Duration.ofHours(4);
  private static final int LINES = 15;

  /**
   * Pulls an image.
   *
   * @param place whose image it is, for messages
   * @param isThere whether the engine has one of that name, which is used where there is no other
   */
  void pull(String image, String place, boolean isThere) throws IOException {
    context.reporter().item(image, "pulling", false);
    ProcessRunner.Result result = run(List.of("pull", image));
    if (!result.succeeded() && isThere) {
      context.reporter().item(image, "kept", true);
      context
          .reporter()
          .warning(
              "the image '%s' of %s could not be pulled anew, so the one that is here is used:\n%s"
                  .formatted(image, place, last(result)));
      return;
    }
    if (!result.succeeded()) {
      context.reporter().failed(image, "failed");
      throw new UserError(
          "image-missing",
          "the image '%s' of %s could not be pulled:\n%s".formatted(image, place, last(result)),
          image,
          null,
          "see that it is written right, that it exists, and that 'docker pull %s' works (a private one needs 'docker login')"
              .formatted(image));
    }
    context.reporter().item(image, "pulled", true);
  }

  /**
   * Builds an image.
   *
   * @param folder the folder with the Dockerfile, on the user's computer
   * @param anew whether to build it from the ground up, on the base image that is there
   * @param place whose image it is, for messages
   */
  void build(Path folder, String image, boolean anew, String place) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("build", "-t", image));
    if (anew) {
      arguments.add("--no-cache");
    }
    arguments.add(folder.toString());
    ProcessRunner.Result result = run(arguments);
    if (!result.succeeded()) {
      throw new UserError(
          "build-failed",
          "the test image of %s could not be built:\n%s".formatted(place, last(result)),
          "mend the Dockerfile in %s and try again".formatted(folder));
    }
  }

  private ProcessRunner.Result run(List<String> arguments) throws IOException {
    List<String> argv = new ArrayList<>(List.of("docker"));
    argv.addAll(arguments);
    Command command =
        Command.of(Identity.USER, LIMIT, argv.toArray(String[]::new)).withEnvironment(environment);
    return context
        .processes()
        .run(
            command,
            (line, error) -> {
              if (!line.isBlank()) {
                context.reporter().progress(line.strip());
              }
            });
  }

  private static String last(ProcessRunner.Result result) {
    List<String> lines = new ArrayList<>();
    result.output().lines().filter(line -> !line.isBlank()).forEach(lines::add);
    result.errors().lines().filter(line -> !line.isBlank()).forEach(lines::add);
    List<String> last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    return last.isEmpty() ? "  it wrote nothing" : "  " + String.join("\n  ", last);
  }
}
