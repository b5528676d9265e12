package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveAsset;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compile.Site;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an environment needs that its user alone can provide: assets, and logins to registries.
 *
 * @param work what the command works with
 * @param surroundings what steps are given
 * @param active what is to be brought up
 */
record Requirements(Work work, Surroundings surroundings, ActiveSpecs active) {

  /**
   * Checks that all required assets are set. All that are missing are named at once, so that one
   * can get them all before trying again.
   *
   * @throws UserError if one is not
   */
  void checkAssets(Site site) throws IOException {
    List<ActiveAsset> missing = missingAssets(site);
    if (missing.isEmpty()) {
      return;
    }
    throw new UserError(
        "assets-missing",
        problem(missing),
        missing.size() == 1
            ? "set it: " + Assets.setting(missing.getFirst().name())
            : "set each of them: dusty assets set KEY FILE");
  }

  /** Returns the required assets that are not set. */
  List<ActiveAsset> missingAssets(Site site) throws IOException {
    if (active.assets().isEmpty()) {
      return List.of();
    }
    Set<String> set = new AssetFolder(surroundings, site).names();
    return active.assets().stream()
        .filter(asset -> !asset.requiredBy().isEmpty() && !set.contains(asset.name()))
        .toList();
  }

  private static String problem(List<ActiveAsset> missing) {
    return (missing.size() == 1 ? "a required asset is not set: " : "required assets are not set: ")
        + missing.stream()
            .map(asset -> named(asset.name(), asset.requiredBy()))
            .collect(Collectors.joining("; "));
  }

  /** Returns what is needed, with whom it is needed by. */
  static String named(Object what, List<String> neededBy) {
    return "%s (for %s)".formatted(what, String.join(", ", neededBy));
  }

  /** Returns the logins that the images of the environment need. */
  Logins logins() {
    return Logins.ofEnvironment(work, surroundings, active);
  }

  /** Returns what an {@code up} would refuse, for one that only looks. */
  List<String> objections(Site site) throws IOException {
    List<String> objections = new ArrayList<>();
    List<ActiveAsset> assets = missingAssets(site);
    if (!assets.isEmpty()) {
      objections.add(problem(assets));
    }
    logins().objection().ifPresent(objections::add);
    return objections;
  }
}
