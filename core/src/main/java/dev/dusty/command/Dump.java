package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.compile.PluginFailure;
import dev.dusty.config.Config;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.plugin.PluginReport;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code dusty dump}: one text for a bug report. It works in whatever state Dusty is, and has no
 * secrets in it.
 */
public final class Dump {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int LINES = 60;

  private final Dusty dusty;
  private final Caller caller;
  private final boolean daemon;

  /**
   * Creates the command.
   *
   * @param daemon whether the daemon runs it
   */
  public Dump(Dusty dusty, Caller caller, boolean daemon) {
    this.dusty = dusty;
    this.caller = caller;
    this.daemon = daemon;
  }

  /** A part of the dump: its lines. */
  private interface Part {
    List<String> lines() throws IOException;
  }

  /** Runs the command and returns its exit code. */
  public int run() throws IOException {
    Work work = Work.asFarAsKnown(dusty, caller);
    StringBuilder text = new StringBuilder("# Dusty dump\n");
    try (Progress progress = new PlainProgress(caller.console())) {
      part(text, "Versions", () -> versions(work));
      part(text, "Docker", () -> docker(work, progress));
      part(text, "Configuration", this::configuration);
      part(text, "Findings", () -> findings(work, progress));
      part(text, "Containers", () -> containers(work, progress));
      part(text, "Plugins", this::plugins);
      part(text, "Last warnings and errors of the daemon", () -> dusty.lastErrors().lines(LINES));
    }
    caller.console().out().print(Secrets.of(work.config()).mask(text.toString()));
    return ExitCode.DONE;
  }

  /** What a part cannot tell must not keep the others from telling. */
  private static void part(StringBuilder text, String title, Part part) {
    List<String> lines;
    try {
      lines = part.lines();
    } catch (UserError e) {
      lines = List.of("not known: " + e.problem());
    } catch (PluginFailure e) {
      lines = List.of("not known: " + e.getMessage());
    } catch (IOException e) {
      lines = List.of("not known: " + StepCall.reason(e));
    }
    text.append("\n## ").append(title).append("\n\n");
    if (lines.isEmpty()) {
      text.append("    none\n");
    }
    lines.stream()
        .flatMap(String::lines)
        .forEach(line -> text.append(("    " + line).stripTrailing()).append('\n'));
  }

  private List<String> versions(Work work) {
    List<String> lines = new ArrayList<>();
    lines.add((daemon ? "daemon: " : "Dusty, without a daemon: ") + dusty.version());
    if (daemon) {
      lines.add("client: " + caller.clientVersion());
    }
    lines.add("system: " + system());
    lines.add(
        "Java: %s, %s"
            .formatted(
                System.getProperty("java.runtime.version"), System.getProperty("java.vendor")));
    lines.add("git: " + said(work, Map.of(), "git", "--version"));
    lines.add("runs as: user %d, for %s".formatted(dusty.uid(), work.user().name()));
    return lines;
  }

  private static String system() {
    String kernel =
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"));
    try {
      return Files.readAllLines(Path.of("/etc/os-release")).stream()
              .filter(line -> line.startsWith("PRETTY_NAME="))
              .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", "") + "; ")
              .findFirst()
              .orElse("")
          + kernel;
    } catch (IOException e) {
      return kernel;
    }
  }

  private static List<String> docker(Work work, Progress progress) throws IOException {
    Surroundings surroundings = work.surroundings(progress);
    LoadedStep<Machine> machine = surroundings.machine();
    Machine.State state =
        StepCall.of(machine, () -> machine.step().state(surroundings.ofMachine()));
    Map<String, String> environment =
        StepCall.of(machine, () -> machine.step().dockerEnvironment(surroundings.ofMachine()));
    List<String> lines = new ArrayList<>();
    lines.add(
        "machine: %s, %s".formatted(machine.step().name(), state.name().toLowerCase(Locale.ROOT)));
    environment.forEach((name, value) -> lines.add(name + ": " + value));
    lines.add(
        "docker: "
            + said(
                work,
                environment,
                "docker",
                "version",
                "--format",
                "client {{.Client.Version}}, engine {{.Server.Version}}"));
    lines.add("Compose 2: " + said(work, environment, "docker", "compose", "version", "--short"));
    lines.add("Compose 1: " + said(work, environment, "docker-compose", "version", "--short"));
    return lines;
  }

  private static String said(Work work, Map<String, String> environment, String... argv) {
    try {
      ProcessRunner.Result result =
          work.processes()
              .run(Command.of(Command.Identity.USER, LIMIT, argv).withEnvironment(environment));
      String said = (result.succeeded() ? result.output() : result.errors()).strip();
      return said.lines().findFirst().orElse("exit code " + result.exitCode());
    } catch (IOException e) {
      return "none: " + StepCall.reason(e);
    } catch (UserError e) {
      return "not known: " + e.problem();
    }
  }

  private List<String> configuration() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("file: " + dusty.paths().config());
    lines.add("state: " + dusty.paths().state());
    lines.add("socket: " + dusty.paths().socket());
    Config config = dusty.configFile().read();
    config
        .values()
        .forEach(
            (key, value) ->
                lines.add(key + ": " + (Secrets.isSecretName(key) ? Secrets.MASK : value)));
    lines.add("active bundles: " + String.join(", ", config.bundles()));
    config.overrides().forEach((repo, folder) -> lines.add("repo " + repo + ": " + folder));
    config
        .environment()
        .forEach(
            (container, variables) ->
                variables
                    .keySet()
                    .forEach(
                        name ->
                            lines.add(
                                "variable of %s: %s=%s".formatted(container, name, Secrets.MASK))));
    return lines;
  }

  private List<String> findings(Work work, Progress progress) throws IOException {
    return List.of(new FindingsText(new Examination(work, progress, daemon).all(), false).all());
  }

  private static List<String> containers(Work work, Progress progress) throws IOException {
    return Containers.of(work, work.surroundings(progress)).lines();
  }

  private List<String> plugins() {
    List<String> lines = new ArrayList<>();
    for (PluginReport report : dusty.catalog().reports()) {
      lines.add(
          "%s %s: %s, from %s%s"
              .formatted(
                  report.id(),
                  report.version(),
                  report.state().name().toLowerCase(Locale.ROOT),
                  report.source(),
                  report.reason().isEmpty() ? "" : "; " + report.reason()));
    }
    return lines;
  }
}
