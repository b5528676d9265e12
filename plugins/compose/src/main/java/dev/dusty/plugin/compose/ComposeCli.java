package dev.dusty.plugin.compose;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.Reporter;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Docker Compose, of whichever generation is there.
 *
 * @param program how it is called: {@code docker compose} or {@code docker-compose}
 * @param second whether it is of the second generation
 * @param environment the variables that say where the engine is
 * @param engine that engine
 */
record ComposeCli(
    List<String> program, boolean second, Map<String, String> environment, Engine engine) {

  /** The name of the Compose project of all that is brought up. */
  static final String PROJECT = "dusty";

  /** The configuration key for the command. */
  static final ConfigKey COMMAND =
      ConfigKey.text(
          "compose_command",
          "",
          "How Docker Compose is called, such as 'docker compose'; empty to find out");

  private static final Duration ASKING = Duration.ofSeconds(30);
  // Images are pulled and built meanwhile; whoever waits can press Ctrl-C.
  private static final Duration CHANGING = Duration.ofHours(4);

  ComposeCli {
    program = List.copyOf(program);
  }

  /**
   * Finds out which Compose is there.
   *
   * @throws UserError if there is none
   */
  static ComposeCli find(StepContext context, Map<String, String> environment, Engine engine)
      throws IOException {
    String configured = context.settings().get(COMMAND).strip();
    List<List<String>> candidates =
        configured.isEmpty()
            ? List.of(List.of("docker", "compose"), List.of("docker-compose"))
            : List.of(List.of(configured.split("\\s+", -1)));
    for (List<String> candidate : candidates) {
      List<String> argv = new ArrayList<>(candidate);
      argv.addAll(List.of("version", "--short"));
      ProcessRunner.Result result;
      try {
        result =
            context
                .processes()
                .run(
                    Command.of(Identity.USER, ASKING, argv.toArray(String[]::new))
                        .withEnvironment(environment));
      } catch (IOException e) {
        continue;
      }
      if (result.succeeded()) {
        return new ComposeCli(
            candidate, !result.output().strip().startsWith("1."), environment, engine);
      }
    }
    throw configured.isEmpty()
        ? new UserError(
            "compose-missing",
            "Docker Compose is not installed: neither 'docker compose' nor 'docker-compose' works",
            "install it (Debian: apt-get install docker-compose), or name it with 'dusty config set"
                + " compose_command COMMAND'")
        : new UserError(
            "compose-missing",
            "the configured Docker Compose '" + configured + "' does not work",
            configured,
            null,
            "correct it with 'dusty config set compose_command COMMAND'");
  }

  /**
   * Runs Compose on a file as the configured user, and shows what it does while it does it.
   *
   * @throws UserError with code {@code docker-silent} if the engine falls silent meanwhile
   */
  ProcessRunner.Result run(StepContext context, Path file, List<String> arguments)
      throws IOException {
    return run(context, PROJECT, context.reporter(), file, arguments);
  }

  /** Runs Compose on the file of another project. */
  ProcessRunner.Result run(
      StepContext context, String project, Reporter reporter, Path file, List<String> arguments)
      throws IOException {
    List<String> argv = new ArrayList<>(program);
    argv.addAll(List.of("--ansi", "never"));
    if (second) {
      argv.addAll(List.of("--progress", "plain"));
    }
    Path folder = file.toAbsolutePath().getParent();
    argv.addAll(
        List.of(
            "-p", project, "-f", file.toString(), "--project-directory", String.valueOf(folder)));
    argv.addAll(arguments);
    Command command =
        Command.of(Identity.USER, CHANGING, argv.toArray(String[]::new))
            .withEnvironment(environment);
    return Attended.by(engine)
        .run(() -> context.processes().run(command, new ComposeOutput(reporter)));
  }
}
