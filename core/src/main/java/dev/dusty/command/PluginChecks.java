package dev.dusty.command;

import dev.dusty.api.step.Finding;
import dev.dusty.plugin.PluginCatalog;
import dev.dusty.plugin.PluginReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the plugins are there that an environment is made with. */
record PluginChecks(PluginCatalog catalog) {

  List<Found> all() {
    List<Found> found = new ArrayList<>();
    for (PluginReport report : catalog.refused()) {
      found.add(
          Found.own(
              Finding.warning(
                  "plugin-refused",
                  "plugin '%s' is not used: %s".formatted(report.id(), report.reason()),
                  "its part of the environment is missing",
                  "do what is said there, or remove '" + report.source() + "'")));
    }
    missing(catalog.compileSteps(), "compile target").ifPresent(found::add);
    missing(catalog.runSteps(), "run step").ifPresent(found::add);
    missing(catalog.machines(), "machine").ifPresent(found::add);
    if (found.isEmpty()) {
      found.add(
          Found.own(
              Finding.fine("plugins", "%d plugins are used".formatted(catalog.reports().size()))));
    }
    return found;
  }

  private static Optional<Found> missing(List<?> steps, String kind) {
    return steps.isEmpty()
        ? Optional.of(
            Found.own(
                Finding.broken(
                    "plugins-missing",
                    "no plugin has a " + kind,
                    "nothing can be brought up without one",
                    "see 'dusty plugins list', and put Dusty's plugin jars back")))
        : Optional.empty();
  }
}
