package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.spec.Repo;
import dev.dusty.config.Config;
import dev.dusty.repos.LocalChanges;
import dev.dusty.repos.RepoNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code dusty repos}: which copy of each repo is used. */
public final class Repos {

  private final Dusty dusty;
  private final Caller caller;

  /** Creates the commands. */
  public Repos(Dusty dusty, Caller caller) {
    this.dusty = dusty;
    this.caller = caller;
  }

  /** Lists the repos. */
  public int list(boolean json) throws IOException {
    Work work = Work.of(dusty, caller);
    return new Listing<RepoCopy>()
        .column("REPO", "repo", copy -> copy.repo().toString())
        .column("SHORT NAME", "short_name", copy -> copy.repo().shortName())
        .column(
            "COPY", "copy", copy -> copy.kind() == RepoCopy.Kind.MANAGED ? "managed" : "override")
        .column("FOLDER", "folder", copy -> copy.folder().toString())
        .show(caller.console(), json, work.copies().of(known(work)));
  }

  /** Uses a folder of the user's own in place of a repo's managed copy. */
  public int override(String typed, Path written) throws IOException {
    return change(
        "repos override",
        (work, overrides) -> {
          Repo repo = RepoNames.find(typed, known(work));
          Path folder = caller.console().resolve(written);
          CallersFiles files = new CallersFiles(dusty, caller);
          if (!files.isFolder(folder)) {
            throw noFolder(folder, "give the folder of your own copy of " + repo);
          }
          overrides.put(repo.path(), inVolume(folder).toString());
          say(repo + " is now used from " + folder);
        });
  }

  /** Uses each folder in a folder that has the short name of a repo. */
  public int from(Path written) throws IOException {
    return change(
        "repos from",
        (work, overrides) -> {
          Path folder = inVolume(caller.console().resolve(written));
          Collection<Repo> known = known(work);
          Map<String, List<Repo>> byName = new TreeMap<>();
          known.forEach(
              repo ->
                  byName.computeIfAbsent(repo.shortName(), name -> new ArrayList<>()).add(repo));
          CallersFiles files = new CallersFiles(dusty, caller);
          if (!files.isFolder(folder)) {
            throw noFolder(folder, "give the folder in which your own copies of repos are");
          }
          Set<String> there = files.folders(folder, byName.keySet());
          int found = 0;
          for (String name : there) {
            List<Repo> meant = byName.getOrDefault(name, List.of());
            if (meant.size() > 1) {
              caller.console().warn("'%s' could be %s; it is left alone".formatted(name, meant));
            } else if (!meant.isEmpty()) {
              Repo repo = meant.getFirst();
              overrides.put(repo.path(), folder.resolve(name).toString());
              say(repo + " is now used from " + folder.resolve(name));
              found++;
            }
          }
          if (found == 0) {
            throw new UserError(
                "no-repo-there",
                "no folder in '" + folder + "' has the short name of a repo",
                "see 'dusty repos list' for the short names");
          }
        });
  }

  /** Uses a repo's managed copy again. */
  public int manage(String typed) throws IOException {
    return change(
        "repos manage",
        (work, overrides) -> {
          Repo repo = RepoNames.find(typed, known(work));
          boolean was = overrides.remove(repo.path()) != null;
          say(was ? repo + " is managed again" : repo + " is managed already");
        });
  }

  /** Uses the managed copies of all repos again. */
  public int manageAll() throws IOException {
    return change(
        "repos manage",
        (work, overrides) -> {
          overrides.clear();
          say("All repos are managed.");
        });
  }

  /** Brings the managed copies up to date, those with changes of somebody's own excepted. */
  public int update() throws IOException {
    return dusty
        .queue()
        .run(
            caller,
            "repos update",
            () -> {
              Work work = Work.of(dusty, caller);
              try (Progress progress = Progress.of(caller.console())) {
                update(work, progress);
              }
              return ExitCode.DONE;
            });
  }

  private void update(Work work, Progress progress) throws IOException {
    work.pull(List.of(work.specsRepo()), LocalChanges.KEEP_AND_WARN, progress);
    if (!work.config().bundles().isEmpty()) {
      work.pull(Copies.repos(work.active(work.specs())), LocalChanges.KEEP_AND_WARN, progress);
    }
  }

  /** Changes the overrides. */
  private interface Changing {
    void change(Work work, Map<String, String> overrides) throws IOException;
  }

  private int change(String command, Changing changing) throws IOException {
    return Work.inTurn(
        dusty,
        caller,
        command,
        work -> {
          Config config = work.config();
          Map<String, String> overrides = new TreeMap<>(config.overrides());
          changing.change(work, overrides);
          if (!overrides.equals(config.overrides())) {
            dusty.configFile().write(config.withOverrides(overrides));
            say("Run 'dusty restart' to have it in what runs, or 'dusty up'.");
          }
          return ExitCode.DONE;
        });
  }

  private void say(String line) {
    caller.console().out().println(line);
  }

  private static UserError noFolder(Path folder, String remedy) {
    return new UserError(
        "no-such-folder", "there is no folder '" + folder + "', or you may not look at it", remedy);
  }

  private static Path inVolume(Path folder) {
    if (folder.toString().indexOf(':') >= 0) {
      throw new UserError(
          "colon-in-path",
          "'" + folder + "' holds a ':', which the path of a volume cannot",
          "use a folder without one");
    }
    return folder;
  }

  private static Collection<Repo> known(Work work) throws IOException {
    Map<String, Repo> repos = new TreeMap<>();
    Repo ofSpecs = work.specsRepo();
    repos.put(ofSpecs.path(), ofSpecs);
    // Specs with errors are no reason not to choose another copy of them.
    work.reading(work.specsFolder())
        .map(reading -> Copies.repos(reading.specs()))
        .orElse(List.of())
        .forEach(repo -> repos.putIfAbsent(repo.path(), repo));
    return repos.values();
  }
}
