package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.step.Finding;
import dev.dusty.compile.PluginFailure;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Whether the assets are set that active apps and libs require. */
record AssetChecks(Work work, Surroundings surroundings) {

  List<Found> all() throws IOException {
    Optional<ActiveSpecs> active = work.soundActive();
    if (active.isEmpty() || active.get().assets().isEmpty()) {
      return List.of();
    }
    try {
      return new Requirements(work, surroundings, active.get())
          .missingAssets(Machines.running(surroundings, "which assets are set")).stream()
              .map(
                  asset ->
                      Found.own(
                          Finding.broken(
                              "asset-missing",
                              "the required asset '%s' is not set (for %s)"
                                  .formatted(asset.name(), String.join(", ", asset.requiredBy())),
                              "'dusty up' brings nothing up before it is",
                              Assets.setting(asset.name()))))
              .toList();
    } catch (UserError | PluginFailure e) {
      // The machine tells of it by itself.
      return List.of();
    }
  }
}
