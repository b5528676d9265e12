package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveAsset;
import dev.dusty.run.Surroundings;
import dev.dusty.spec.Specs;
import dev.dusty.spec.model.Suggestions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code dusty assets}: files that live in no repo. */
public final class Assets {

  private static final String UNKNOWN = "which assets are set";

  private final Dusty dusty;
  private final Caller caller;

  /** Creates the commands. */
  public Assets(Dusty dusty, Caller caller) {
    this.dusty = dusty;
    this.caller = caller;
  }

  /** A line of the list. Of an asset that no spec names any more, only the name is known. */
  private record Row(String asset, String usedBy, String path, boolean required, boolean set) {}

  /**
   * Lists assets.
   *
   * @param name of the app, which comes with the libs that it needs, or of the lib; empty for all
   */
  public int list(Optional<String> name, boolean json) throws IOException {
    return with(
        (work, surroundings) -> {
          AssetUses uses = new AssetUses(work.specs());
          Set<String> users = name.map(uses::users).orElse(Set.of());
          Set<String> set = folder(surroundings, false).names();
          List<Row> rows = new ArrayList<>();
          for (AssetUses.Use use : uses.all()) {
            if (name.isEmpty() || users.contains(use.user())) {
              rows.add(
                  new Row(
                      use.asset().name(),
                      use.user(),
                      use.asset().path().value(),
                      use.asset().required(),
                      set.contains(use.asset().name())));
            }
          }
          if (name.isEmpty()) {
            set.stream()
                .filter(asset -> !uses.names().contains(asset))
                .forEach(asset -> rows.add(new Row(asset, "", "", false, true)));
            rows.sort(Comparator.comparing(Row::asset).thenComparing(Row::usedBy));
          }
          return new Listing<Row>()
              .column("ASSET", "asset", Row::asset)
              .column("USED BY", "used_by", Row::usedBy)
              .column("PATH", "path", Row::path)
              .column("REQUIRED?", "required", Row::required)
              .column("SET?", "set", Row::set)
              .show(caller.console(), json, rows);
        });
  }

  /** Writes the content of an asset to standard output. */
  public int read(String asset) throws IOException {
    return with(
        (work, surroundings) -> {
          AssetFolder folder = folder(surroundings, false);
          if (!folder.names().contains(asset)) {
            check(asset, new AssetUses(work.specs()).names());
            throw new UserError(
                "asset-unset", "asset '" + asset + "' is not set", "set it: " + setting(asset));
          }
          folder.read(asset, caller.output());
          return ExitCode.DONE;
        });
  }

  /**
   * Makes a file of the caller's the content of an asset.
   *
   * @param file as it was typed; {@code -} for standard input
   */
  public int set(String asset, String file) throws IOException {
    return with(
        (work, surroundings) -> {
          Specs specs = work.specs();
          check(asset, new AssetUses(specs).names());
          // Opened before a machine is started for it; and whoever types it keeps nobody waiting.
          try (GivenFile given = caller.read(file);
              AssetFolder.Arriving arriving = folder(surroundings, true).take(given)) {
            return dusty
                .queue()
                .run(
                    caller,
                    "assets set",
                    () -> {
                      arriving.become(asset);
                      say("Asset '%s' is set.".formatted(asset));
                      sayWhatRuns(work, specs, surroundings, asset);
                      return ExitCode.DONE;
                    });
          }
        });
  }

  /** A container copies its assets when it starts. */
  private void sayWhatRuns(Work work, Specs specs, Surroundings surroundings, String asset) {
    if (work.config().bundles().isEmpty()) {
      return;
    }
    List<String> apps = new ArrayList<>(AssetUses.apps(work.active(specs), asset));
    apps.retainAll(Containers.of(work, surroundings).names());
    if (!apps.isEmpty()) {
      say("Run 'dusty restart %s' to have it in what runs.".formatted(String.join(" ", apps)));
    }
  }

  /** Removes an asset's content. */
  public int unset(String asset) throws IOException {
    return dusty
        .queue()
        .run(
            caller,
            "assets unset",
            () -> with((work, surroundings) -> unset(work, surroundings, asset)));
  }

  private int unset(Work work, Surroundings surroundings, String asset) throws IOException {
    AssetFolder folder = folder(surroundings, true);
    if (folder.names().contains(asset)) {
      folder.remove(asset);
      say("Asset '" + asset + "' is not set any more.");
      sayWhoRequires(work, asset);
    } else {
      check(asset, new AssetUses(work.specs()).names());
      say("Asset '" + asset + "' is not set anyway.");
    }
    return ExitCode.DONE;
  }

  private void sayWhoRequires(Work work, String asset) throws IOException {
    if (work.config().bundles().isEmpty()) {
      return;
    }
    for (ActiveAsset active : work.active(work.specs()).assets()) {
      if (active.name().equals(asset) && !active.requiredBy().isEmpty()) {
        say(
            "Until it is set again, 'dusty up' refuses to run %s."
                .formatted(String.join(", ", active.requiredBy())));
      }
    }
  }

  /** Returns what is typed to set an asset. */
  static String setting(String asset) {
    boolean plain = asset.matches("[A-Za-z0-9._/@%+][A-Za-z0-9._/@%+-]*");
    return "dusty assets set %s FILE"
        .formatted(plain ? asset : "'" + asset.replace("'", "'\\''") + "'");
  }

  private static void check(String asset, Set<String> known) {
    if (!known.contains(asset)) {
      throw new UserError(
          "unknown-asset",
          "no spec has an asset '" + asset + "'" + Suggestions.didYouMean(asset, known),
          known.isEmpty()
              ? "add it to the spec that needs it"
              : "assets: " + String.join(", ", known));
    }
  }

  private static AssetFolder folder(Surroundings surroundings, boolean start) {
    return new AssetFolder(
        surroundings,
        start ? Machines.started(surroundings) : Machines.running(surroundings, UNKNOWN));
  }

  /** What is done once the machine is known. */
  private interface Body {
    int run(Work work, Surroundings surroundings) throws IOException;
  }

  private int with(Body body) throws IOException {
    Work work = Work.of(dusty, caller);
    try (Progress progress = new PlainProgress(caller.console())) {
      return body.run(work, work.surroundings(progress));
    }
  }

  private void say(String line) {
    caller.console().out().println(line);
  }
}
