package dev.dusty.command;

import dev.dusty.api.run.ContainerStep;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.util.List;

/** {@code dusty stop}: stops containers, and removes them where asked to. */
public final class Stop {

  private final Dusty dusty;
  private final Caller caller;
  private final boolean remove;

  /**
   * Creates the command.
   *
   * @param remove whether the containers are removed too
   */
  public Stop(Dusty dusty, Caller caller, boolean remove) {
    this.dusty = dusty;
    this.caller = caller;
    this.remove = remove;
  }

  /**
   * Runs the command and returns its exit code.
   *
   * @param names of containers; none for all
   */
  public int run(List<String> names) throws IOException {
    return dusty.queue().run(caller, remove ? "stop --rm" : "stop", () -> stop(names));
  }

  private int stop(List<String> names) throws IOException {
    Work work = Work.of(dusty, caller);
    try (Progress progress = Progress.of(caller.console())) {
      Surroundings surroundings = work.surroundings(progress);
      Containers containers = Containers.of(work, surroundings);
      List<String> chosen = containers.check(names);
      if (containers.names().isEmpty()) {
        progress.finish();
        caller.console().out().println("Nothing to do: no container is there.");
        return ExitCode.DONE;
      }
      // The last step is the first one that lets go.
      for (LoadedStep<ContainerStep> loaded : work.runner().containerSteps().reversed()) {
        var context = surroundings.of(loaded.step().name());
        StepCall.order(
            loaded,
            () -> {
              if (remove) {
                loaded.step().remove(context, chosen);
              } else {
                loaded.step().stop(context, chosen);
              }
            });
      }
    }
    return ExitCode.DONE;
  }
}
