package dev.dusty.command;

import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.Container;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.run.Status;
import dev.dusty.api.spec.HostForwarding;
import dev.dusty.api.step.Command;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.RunInput;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import dev.dusty.spec.Specs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a page shows while its app does not answer; each app's page is told of that app alone. */
public final class AppPage {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MOST_LINES = 200;

  /**
   * An app that does not answer.
   *
   * @param app its name
   * @param state its container's state in words
   * @param health its container's health in a word; empty where nothing checks it
   * @param log its last lines of output, of both streams, without escape sequences
   */
  public record Shown(String app, String state, String health, List<String> log) {

    /** Copies the lines. */
    public Shown {
      log = List.copyOf(log);
    }
  }

  private final Dusty dusty;

  /** Creates it. */
  public AppPage(Dusty dusty) {
    this.dusty = dusty;
  }

  /**
   * Looks at what runs now.
   *
   * @param origin the page's origin (RFC 6454), as a browser sends it: {@code http://shop.test}
   * @return what to show; empty if no active app is reached there
   * @throws dev.dusty.api.UserError if the specs or the machine cannot be used
   */
  public Optional<Shown> of(String origin) throws IOException {
    PrintWriter unheard = new PrintWriter(Writer.nullWriter());
    Work work = Work.of(dusty, Nobody.saying(unheard));
    Specs specs = work.specs();
    ActiveSpecs active = work.active(specs);
    Optional<String> app = at(active, origin);
    if (app.isEmpty()) {
      return Optional.empty();
    }
    try (Progress progress = new PlainProgress(work.console())) {
      Surroundings surroundings = work.surroundings(progress);
      RunInput run = Compilation.asDeployed(work, specs, active);
      Optional<Status> status = status(work, surroundings, run, app.get());
      return Optional.of(
          new Shown(
              app.get(),
              status.map(Status::state).orElse("not there"),
              status.map(Status::health).orElse(""),
              log(work, surroundings, app.get())));
    }
  }

  private static Optional<String> at(ActiveSpecs active, String origin) {
    for (ActiveApp app : active.apps()) {
      for (HostForwarding rule : app.spec().hostForwarding()) {
        if (rule.type() == HostForwarding.Type.HTTP && Addresses.of(rule).equals(origin)) {
          return Optional.of(app.spec().name());
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Status> status(
      Work work, Surroundings surroundings, RunInput run, String app) {
    for (LoadedStep<RunStep> loaded : work.runner().steps()) {
      RunStep step = loaded.step();
      for (Status row :
          StepCall.of(loaded, () -> step.status(surroundings.looking(step.name(), run)))) {
        if (row.name().equals(app)) {
          return Optional.of(row);
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> log(Work work, Surroundings surroundings, String app)
      throws IOException {
    Optional<Container> container = Containers.of(work, surroundings).find(app);
    if (container.isEmpty()) {
      return List.of();
    }
    LoadedStep<Machine> machine = surroundings.machine();
    Map<String, String> environment =
        StepCall.of(machine, () -> machine.step().dockerEnvironment(surroundings.ofMachine()));
    Command command =
        Command.of(
                Command.Identity.USER,
                LIMIT,
                "docker",
                "logs",
                "--tail",
                String.valueOf(MOST_LINES),
                container.get().dockerName())
            .withEnvironment(environment);
    List<String> lines = new ArrayList<>();
    work.processes()
        .run(
            command,
            (line, error) -> {
              synchronized (lines) {
                lines.add(TerminalText.oneLine(line));
              }
            });
    return lines;
  }
}
