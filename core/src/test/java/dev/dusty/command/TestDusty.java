package dev.dusty.command;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.compile.CompileStep;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.test.TestRunner;
import dev.dusty.config.KnownKeys;
import dev.dusty.config.Paths;
import dev.dusty.host.HostProcesses;
import dev.dusty.host.RunAs;
import dev.dusty.host.Users;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.plugin.PluginCatalog;
import dev.dusty.run.FolderMachine;
import dev.dusty.run.Uncancelled;
import dev.dusty.upgrade.Releases;
import dev.dusty.upgrade.Succession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Dusty whose files are all in a folder of a test's own. */
public final class TestDusty {

  /** Somebody who is no user of any computer. */
  public static final HostUser NOBODY =
      new HostUser("nobody-of-that-name", 54321, 54321, Path.of("/"));

  private TestDusty() {}

  /** Returns one without a user to run as, for a field before its test begins. */
  public static Dusty nowhere() {
    Paths paths = Paths.of(Map.of(Paths.HOME, "/nowhere"));
    return new Dusty(
        "",
        paths,
        new PluginCatalog(List.of(), List.of(), List.of(), List.of(), List.of()),
        KnownKeys.with(List.of(), List.of()),
        new CommandQueue(),
        new Accounts(users(paths)),
        -1,
        succession(paths));
  }

  /** Returns one whose machine lies in the folder too. */
  public static Dusty in(Path home) throws IOException {
    return in(home, List.of());
  }

  /** Returns one with some targets and steps, whose machine lies in the folder too. */
  public static Dusty in(Path home, List<CompileStep> targets, RunStep... steps)
      throws IOException {
    return at(Paths.of(Map.of(Paths.HOME, home.toString())), targets, steps);
  }

  /** Returns one with its files at some paths. */
  public static Dusty at(Paths paths) throws IOException {
    return at(paths, List.of());
  }

  private static Dusty at(Paths paths, List<CompileStep> targets, RunStep... steps)
      throws IOException {
    Users users = users(paths);
    return new Dusty(
        "1.2.3",
        paths,
        new PluginCatalog(
            targets.stream().map(step -> new LoadedStep<>("tests", step)).toList(),
            List.of(steps).stream().map(step -> new LoadedStep<>("tests", step)).toList(),
            List.of(new LoadedStep<>("tests", new FolderMachine(paths.root().resolve("machine")))),
            List.of(),
            List.of()),
        KnownKeys.with(
            List.of(
                ConfigKey.text("image", "busybox", "An image"),
                new ConfigKey("owned", ConfigKey.Type.APPS, "", "Some apps"),
                new ConfigKey("program", ConfigKey.Type.ROOT_COMMAND, "", "A program")),
            List.of("folder")),
        new CommandQueue(),
        new Accounts(users),
        users.ownUid(),
        succession(paths));
  }

  private static Succession succession(Paths paths) {
    return new Succession(Releases.of(paths.root().resolve("dusty")), Map.of());
  }

  /** Returns one that has a test runner too. */
  public static Dusty with(Dusty dusty, TestRunner runner) {
    PluginCatalog catalog = dusty.catalog();
    return new Dusty(
        dusty.version(),
        dusty.paths(),
        new PluginCatalog(
            catalog.compileSteps(),
            catalog.runSteps(),
            catalog.machines(),
            List.of(new LoadedStep<>("tests", runner)),
            catalog.reports()),
        dusty.keys(),
        dusty.queue(),
        dusty.accounts(),
        dusty.uid(),
        dusty.succession());
  }

  /** Returns the user who runs the test. */
  public static HostUser self(Dusty dusty) throws IOException {
    return dusty.accounts().withUid(dusty.uid()).orElseThrow();
  }

  private static Users users(Paths paths) {
    return new Users(
        new HostProcesses(
            new RunAs(0, RunAs.thisPlatform()),
            Optional.empty(),
            Map.of(),
            Uncancelled.FOREVER,
            paths.root().resolve("children")));
  }
}
