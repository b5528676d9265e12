package dev.dusty.plugin;

import dev.dusty.api.compile.CompileStep;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.test.TestRunner;
import java.util.List;

/**
 * The plugins that are installed, after each was loaded or refused.
 *
 * @param compileSteps compile steps, sorted by name; names are unique
 * @param runSteps run steps, sorted by name; names are unique
 * @param machines machines, sorted by name; names are unique
 * @param testRunners test runners, sorted by name; names are unique
 * @param reports what became of each plugin, sorted by id
 */
public record PluginCatalog(
    List<LoadedStep<CompileStep>> compileSteps,
    List<LoadedStep<RunStep>> runSteps,
    List<LoadedStep<Machine>> machines,
    List<LoadedStep<TestRunner>> testRunners,
    List<PluginReport> reports) {

  /** Copies the lists. */
  public PluginCatalog {
    compileSteps = List.copyOf(compileSteps);
    runSteps = List.copyOf(runSteps);
    machines = List.copyOf(machines);
    testRunners = List.copyOf(testRunners);
    reports = List.copyOf(reports);
  }

  /**
   * Loads all plugins. One that cannot be loaded is reported and hurts no other.
   *
   * @param folders where to look
   * @param apiVersion the version of the plugin contract, as {@code 1.0.0}
   */
  public static PluginCatalog load(PluginFolders folders, String apiVersion) {
    return new CatalogLoader(folders, apiVersion).load();
  }

  /** Returns the plugins that were refused. */
  public List<PluginReport> refused() {
    return reports.stream().filter(r -> r.state() == PluginReport.State.REFUSED).toList();
  }
}
