package dev.dusty.command;

import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.Container;
import dev.dusty.api.run.ContainerCopy;
import dev.dusty.api.run.ContainerStep;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code dusty cp}: copies files into and out of containers, as {@code docker cp} does. What is on
 * this computer is read and written by the client, with the rights of who typed it.
 */
public final class Cp {

  private final Dusty dusty;
  private final Caller caller;
  private final Options options;

  /**
   * How to copy.
   *
   * @param archive owners as {@code docker cp --archive} has them; between containers they always
   *     stay
   * @param followLink whether a link that is named is followed
   */
  public record Options(boolean archive, boolean followLink) {}

  /** Creates the command. */
  public Cp(Dusty dusty, Caller caller, Options options) {
    this.dusty = dusty;
    this.caller = caller;
    this.options = options;
  }

  /**
   * Runs the command and returns its exit code.
   *
   * @param from what is copied
   * @param to where it goes; one of the two at least is in a container
   */
  public int run(CopyPlace from, CopyPlace to) throws IOException {
    Work work = Work.of(dusty, caller);
    try (Progress progress = Progress.of(caller.console())) {
      Surroundings surroundings = work.surroundings(progress);
      Containers containers = Containers.of(work, surroundings);
      Optional<Container> source = from.container().map(containers::named);
      Optional<Container> target = to.container().map(containers::named);
      if (source.isPresent() && target.isPresent()) {
        LoadedStep<ContainerStep> step = containers.stepOf(source.get());
        ContainerCopy copy =
            new ContainerCopy(
                source.get(), from.absolute(), target.get(), to.absolute(), options.followLink());
        progress.progress("copying %s to %s".formatted(from.typed(), to.typed()));
        StepCall.order(step, () -> step.step().copy(surroundings.of(step.step().name()), copy));
      } else {
        CopyEnd.check(
            end(surroundings, containers, source, from), end(surroundings, containers, target, to));
        LoadedStep<Machine> machine = surroundings.machine();
        caller.continueWith(
            argv(of(source, from), of(target, to)),
            StepCall.of(machine, () -> machine.step().dockerEnvironment(surroundings.ofMachine())));
      }
    }
    return ExitCode.DONE;
  }

  private CopyEnd end(
      Surroundings surroundings,
      Containers containers,
      Optional<Container> container,
      CopyPlace place) {
    return container.isPresent()
        ? new CopyEnd.InContainer(
            surroundings, containers.stepOf(container.get()), container.get(), place.absolute())
        : new CopyEnd.Local(new CallersFiles(dusty, caller), caller.console(), place.path());
  }

  private List<String> argv(String from, String to) {
    List<String> argv = new ArrayList<>(List.of("docker", "cp"));
    if (options.archive()) {
      argv.add("--archive");
    }
    if (options.followLink()) {
      argv.add("--follow-link");
    }
    // A file may be called '-x'.
    argv.addAll(List.of("--", from, to));
    return argv;
  }

  private static String of(Optional<Container> container, CopyPlace place) {
    return container.map(there -> there.dockerName() + ":" + place.path()).orElse(place.path());
  }
}
