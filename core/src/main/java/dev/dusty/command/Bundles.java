package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.spec.BundleSpec;
import dev.dusty.config.Config;
import dev.dusty.spec.SpecFile;
import dev.dusty.spec.Specs;
import dev.dusty.spec.model.Suggestions;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code dusty bundles}: what there is to work on, and what is switched on. */
public final class Bundles {

  private final Dusty dusty;
  private final Caller caller;

  /** Creates the commands. */
  public Bundles(Dusty dusty, Caller caller) {
    this.dusty = dusty;
    this.caller = caller;
  }

  /** Lists the bundles. */
  public int list(boolean json) throws IOException {
    Work work = Work.of(dusty, caller);
    Specs specs = work.specs();
    Set<String> active = Set.copyOf(work.config().bundles());
    return new Listing<SpecFile<BundleSpec>>()
        .column("NAME", "name", SpecFile::name)
        .column(
            "DESCRIPTION",
            "description",
            file -> file.spec().map(BundleSpec::description).orElse(""))
        .column("ACTIVATED?", "activated", file -> active.contains(file.name()))
        .show(caller.console(), json, specs.bundles().values());
  }

  /**
   * Switches bundles on.
   *
   * @param only whether all others are switched off
   */
  public int activate(List<String> names, boolean only) throws IOException {
    return change(
        "bundles activate",
        (active, known) -> {
          check(names, known);
          if (only) {
            active.clear();
          }
          active.addAll(names);
        });
  }

  /** Switches bundles off. */
  public int deactivate(List<String> names) throws IOException {
    return change(
        "bundles deactivate",
        (active, known) -> {
          // One whose file is gone can be switched off all the same.
          Set<String> both = new TreeSet<>(known);
          both.addAll(active);
          check(names, both);
          active.removeAll(Set.copyOf(names));
        });
  }

  /** Changes the names of active bundles. */
  private interface Changing {
    void change(Set<String> active, Collection<String> known);
  }

  private int change(String command, Changing changing) throws IOException {
    return Work.inTurn(
        dusty,
        caller,
        command,
        work -> {
          Collection<String> known = work.specs().bundles().keySet();
          Config config = work.config();
          Set<String> active = new TreeSet<>(config.bundles());
          changing.change(active, known);
          dusty.configFile().write(config.withBundles(List.copyOf(active)));
          caller
              .console()
              .out()
              .println(
                  active.isEmpty()
                      ? "No bundle is active."
                      : "Active: " + String.join(", ", active) + ". Run 'dusty up' for it.");
          return ExitCode.DONE;
        });
  }

  private static void check(List<String> names, Collection<String> known) {
    for (String name : names) {
      if (!known.contains(name)) {
        throw new UserError(
            "unknown-bundle",
            "there is no bundle '" + name + "'" + Suggestions.didYouMean(name, known),
            "bundles here: " + String.join(", ", known));
      }
    }
  }
}
