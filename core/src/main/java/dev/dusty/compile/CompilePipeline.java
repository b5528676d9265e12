package dev.dusty.compile;

import dev.dusty.api.Settings;
import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.CompileStep;
import dev.dusty.api.compile.Owner;
import dev.dusty.api.compile.PortPlan;
import dev.dusty.api.compile.Site;
import dev.dusty.plugin.LoadedStep;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Asks every compile step for its artifacts. */
public final class CompilePipeline {

  private final List<LoadedStep<CompileStep>> steps;

  /**
   * Creates the pipeline.
   *
   * @param steps the compile steps; their names are unique
   */
  public CompilePipeline(List<LoadedStep<CompileStep>> steps) {
    this.steps =
        steps.stream().sorted(Comparator.comparing(loaded -> loaded.step().name())).toList();
  }

  /** Returns the names of the compile steps. */
  public Set<String> targets() {
    Set<String> names = new TreeSet<>();
    steps.forEach(loaded -> names.add(loaded.step().name()));
    return names;
  }

  /**
   * Returns the input for all compile steps.
   *
   * @param active what the bundles need
   * @param ports the port behind each forwarding rule
   * @param site addresses and folders of the Docker host
   * @param settings what the user configured
   * @param owner whose the repos are
   * @param environment overrides of containers' environments, by container and variable
   */
  public CompileInput input(
      ActiveSpecs active,
      PortPlan ports,
      Site site,
      Settings settings,
      Owner owner,
      Map<String, Map<String, String>> environment) {
    return new CompileInput(active, ports, site, settings, owner, environment, targets());
  }

  /**
   * Compiles an active set.
   *
   * @param input as made by {@link #input}
   * @return all artifacts, sorted by path
   * @throws UserError if a step says that the specs ask for what it cannot do
   * @throws PluginFailure if a step throws anything else, or two steps make one path
   */
  public List<Artifact> compile(CompileInput input) {
    Map<String, Artifact> byPath = new TreeMap<>();
    for (LoadedStep<CompileStep> loaded : steps) {
      for (Artifact artifact : compile(loaded, input)) {
        if (byPath.putIfAbsent(artifact.path(), artifact) != null) {
          throw new PluginFailure(
              loaded.plugin(),
              loaded.step().name(),
              "makes '" + artifact.path() + "', which another step makes too");
        }
      }
    }
    return List.copyOf(byPath.values());
  }

  /** The one place where compile steps are called. */
  private static List<Artifact> compile(LoadedStep<CompileStep> loaded, CompileInput input) {
    try {
      return List.copyOf(loaded.step().compile(input));
    } catch (UserError e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw new PluginFailure(loaded.plugin(), loaded.step().name(), e);
    }
  }
}
