package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.run.ContainerStep;
import dev.dusty.api.run.Leftover;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.SpecImages;
import dev.dusty.api.spec.Origin;
import dev.dusty.api.spec.TestSpec;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import dev.dusty.spec.Specs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code dusty disk cleanup_containers} and {@code cleanup_images}: removes what Dusty had made or
 * pulled and nobody uses, after it has shown and asked.
 */
public final class DiskCleanup {

  private final Dusty dusty;
  private final Caller caller;
  private final boolean yes;

  /** A leftover, and the step whose it is. */
  private record Found(LoadedStep<ContainerStep> step, Leftover leftover) {}

  /** Asks a step for leftovers. */
  private interface Listing {
    List<Leftover> of(ContainerStep step, MachineContext context) throws IOException;
  }

  /**
   * Creates the command.
   *
   * @param yes whether to remove without asking
   */
  public DiskCleanup(Dusty dusty, Caller caller, boolean yes) {
    this.dusty = dusty;
    this.caller = caller;
    this.yes = yes;
  }

  /** Removes containers that do not run. */
  public int containers() throws IOException {
    Work work = Work.of(dusty, caller);
    return run(work, "container", "disk cleanup_containers", ContainerStep::leftoverContainers);
  }

  /** Removes images of specs that no container uses. */
  public int images() throws IOException {
    Work work = Work.of(dusty, caller);
    SpecImages images = images(work.specs());
    return run(
        work,
        "image",
        "disk cleanup_images",
        (step, context) -> step.leftoverImages(context, images));
  }

  private int run(Work work, String noun, String command, Listing listing) throws IOException {
    try (Progress progress = Progress.of(caller.console())) {
      Surroundings surroundings = work.surroundings(progress);
      var _ = Machines.running(surroundings, "what is on its disk");
      List<Found> found = find(work, surroundings, listing);
      if (found.isEmpty()) {
        say("Nothing to do: no %s of Dusty is unused.".formatted(noun));
        return ExitCode.DONE;
      }
      show(found);
      if (!isMeant(
          found.size() == 1 ? "this " + noun : "these %d %ss".formatted(found.size(), noun))) {
        say("Nothing was removed.");
        return ExitCode.DONE;
      }
      return dusty.queue().run(caller, command, () -> remove(surroundings, progress, found, noun));
    }
  }

  private static List<Found> find(Work work, Surroundings surroundings, Listing listing) {
    List<Found> found = new ArrayList<>();
    for (LoadedStep<ContainerStep> loaded : work.runner().containerSteps()) {
      StepCall.of(loaded, () -> listing.of(loaded.step(), surroundings.of(loaded.step().name())))
          .forEach(leftover -> found.add(new Found(loaded, leftover)));
    }
    return found;
  }

  private void show(List<Found> found) {
    Table table = new Table("NAME", "STATE", "SIZE");
    long bytes = 0;
    for (Found one : found) {
      Leftover leftover = one.leftover();
      bytes += leftover.bytes();
      table.row(leftover.name(), leftover.state(), Sizes.text(leftover.bytes()));
    }
    table.print(caller.console());
    say("In all: " + Sizes.text(bytes));
  }

  private boolean isMeant(String what) {
    if (yes) {
      return true;
    }
    if (!caller.console().terminal().input()) {
      throw new UserError(
          "nobody-to-ask",
          "nobody is there to ask, so nothing was removed",
          "look at the list above, and remove all of it with --yes");
    }
    return isYes(caller.ask("Remove " + what + "? [y/N] "));
  }

  /** Returns whether an answer means yes. */
  static boolean isYes(String answer) {
    return Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
  }

  private int remove(Surroundings surroundings, Progress progress, List<Found> found, String noun) {
    int removed = 0;
    for (Found one : found) {
      LoadedStep<ContainerStep> loaded = one.step();
      try {
        caller.cancellation().check();
        progress.progress("removing " + one.leftover().name());
        StepCall.order(
            loaded,
            () ->
                loaded
                    .step()
                    .removeLeftover(surroundings.of(loaded.step().name()), one.leftover()));
        removed++;
      } catch (UserError e) {
        progress.warning(e.problem());
      }
    }
    progress.finish();
    say("Removed: %d %s%s".formatted(removed, noun, removed == 1 ? "" : "s"));
    return removed == found.size() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** Returns the images of all specs, active or not. */
  static SpecImages images(Specs specs) {
    Set<String> references = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    Specs.values(specs.apps())
        .forEach(
            app -> {
              names.add(app.name());
              reference(app.origin()).ifPresent(references::add);
              reference(app.test()).ifPresent(references::add);
            });
    Specs.values(specs.libs())
        .forEach(
            lib -> {
              names.add(lib.name());
              reference(lib.test()).ifPresent(references::add);
            });
    Specs.values(specs.services())
        .forEach(
            service -> {
              names.add(service.name());
              service
                  .compose()
                  .get("image")
                  .flatMap(image -> image.scalar())
                  .ifPresent(references::add);
            });
    return new SpecImages(references, names);
  }

  private static Optional<String> reference(TestSpec test) {
    return test.origin().flatMap(DiskCleanup::reference);
  }

  private static Optional<String> reference(Origin origin) {
    return switch (origin) {
      case Origin.Image image -> Optional.of(image.reference());
      case Origin.Build _ -> Optional.empty();
    };
  }

  private void say(String line) {
    caller.console().out().println(line);
  }
}
