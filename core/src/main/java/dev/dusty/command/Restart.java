package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.spec.Repo;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.repos.RepoNames;
import dev.dusty.run.RunInput;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import dev.dusty.spec.Specs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * {@code dusty restart}: restarts containers with the copies of repos that are chosen now, without
 * replacing the containers.
 */
public final class Restart {

  private final Dusty dusty;
  private final Caller caller;

  /** Creates the command. */
  public Restart(Dusty dusty, Caller caller) {
    this.dusty = dusty;
    this.caller = caller;
  }

  /**
   * Runs the command and returns its exit code.
   *
   * @param repos repos whose containers are restarted
   * @param names of containers; none for all, if there are no repos either
   */
  public int run(List<String> repos, List<String> names) throws IOException {
    return dusty.queue().run(caller, "restart", () -> restart(repos, names));
  }

  private int restart(List<String> repos, List<String> names) throws IOException {
    Work work = Work.of(dusty, caller);
    Specs specs = work.specs();
    ActiveSpecs active = work.active(specs);
    try (Progress progress = Progress.of(caller.console())) {
      Surroundings surroundings = work.surroundings(progress);
      Containers containers = Containers.of(work, surroundings);
      List<String> chosen =
          repos.isEmpty() ? containers.check(names) : containers.check(using(repos, specs, active));
      if (containers.names().isEmpty()) {
        throw new UserError(
            "nothing-to-restart", "no container is there", "bring some up: dusty up");
      }
      RunInput run = Compilation.asDeployed(work, specs, active);
      for (LoadedStep<RunStep> loaded : work.runner().steps()) {
        StepCall.order(
            loaded,
            () -> loaded.step().restart(surroundings.looking(loaded.step().name(), run), chosen));
      }
    }
    return ExitCode.DONE;
  }

  /** Returns the active apps that mount one of some repos. */
  private static List<String> using(List<String> typed, Specs specs, ActiveSpecs active) {
    Set<String> paths = new TreeSet<>();
    for (String name : typed) {
      Repo repo = RepoNames.find(name, Copies.repos(specs));
      paths.add(repo.path());
    }
    List<String> apps = new ArrayList<>();
    for (ActiveApp app : active.apps()) {
      Stream<Repo> mounted =
          Stream.concat(
              app.spec().source().stream().map(source -> source.repo()),
              app.libs().stream().map(lib -> lib.source().repo()));
      if (mounted.anyMatch(repo -> paths.contains(repo.path()))) {
        apps.add(app.name());
      }
    }
    if (apps.isEmpty()) {
      throw new UserError(
          "repo-unused",
          "no active app uses " + String.join(", ", typed),
          "see 'dusty repos list'; nothing was restarted");
    }
    return apps;
  }
}
