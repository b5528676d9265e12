package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.Owner;
import dev.dusty.api.compile.PortPlan;
import dev.dusty.api.compile.Site;
import dev.dusty.assembly.PortAssignments;
import dev.dusty.assembly.PortPlanner;
import dev.dusty.assembly.PortPlanner.Planned;
import dev.dusty.compile.CompilePipeline;
import dev.dusty.run.Deployment;
import dev.dusty.run.RunInput;
import dev.dusty.spec.Specs;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The active specs, compiled for a Docker host.
 *
 * @param run what run steps are given
 * @param deployment what to keep of it once it is in effect
 */
record Compilation(RunInput run, Deployment deployment) {

  /**
   * Compiles.
   *
   * @param mayRecreate whether containers whose definition changed are replaced
   * @throws UserError if no compile step is installed, or one of them says so
   */
  static Compilation of(Work work, Specs specs, ActiveSpecs active, Site site, boolean mayRecreate)
      throws IOException {
    CompilePipeline pipeline = new CompilePipeline(work.dusty().catalog().compileSteps());
    if (pipeline.targets().isEmpty()) {
      throw new UserError(
          "no-targets",
          "no compile target is installed",
          "see 'dusty plugins list', and put Dusty's plugin jars back");
    }
    Planned planned = plan(work, specs, active);
    CompileInput input = input(work, pipeline, active, planned, site);
    List<Artifact> artifacts = pipeline.compile(input);
    RunInput run =
        new RunInput(input, artifacts, work.copies().of(Copies.repos(active)), mayRecreate);
    return new Compilation(run, Deployment.of(site, planned.assignments()));
  }

  /** Returns what steps are given that put nothing new in place: to restart, or to look. */
  static RunInput asDeployed(Work work, Specs specs, ActiveSpecs active) throws IOException {
    Site site =
        Deployment.read(work.dusty().paths().state())
            .map(Deployment::site)
            .orElse(Site.at("127.0.0.1", "172.17.0.1"));
    CompilePipeline pipeline = new CompilePipeline(work.dusty().catalog().compileSteps());
    return new RunInput(
        input(work, pipeline, active, plan(work, specs, active), site),
        List.of(),
        work.copies().of(Copies.repos(active)),
        false);
  }

  /**
   * Returns what is given to those that run tests: no port is planned, and nothing put in place.
   */
  static RunInput ofTests(Work work, ActiveSpecs needs, Site site) {
    CompilePipeline pipeline = new CompilePipeline(work.dusty().catalog().compileSteps());
    CompileInput input =
        pipeline.input(
            needs,
            new PortPlan(List.of()),
            site,
            work.settings(),
            new Owner(work.user().uid(), work.user().gid()),
            work.config().environment());
    return new RunInput(input, List.of(), work.copies().of(Copies.repos(needs)), false);
  }

  private static CompileInput input(
      Work work, CompilePipeline pipeline, ActiveSpecs active, Planned planned, Site site) {
    return pipeline.input(
        active,
        planned.plan(),
        site,
        work.settings(),
        new Owner(work.user().uid(), work.user().gid()),
        work.config().environment());
  }

  private static Planned plan(Work work, Specs specs, ActiveSpecs active) throws IOException {
    Optional<Deployment> before = Deployment.read(work.dusty().paths().state());
    return PortPlanner.plan(
        specs, active, before.map(Deployment::assignments).orElse(PortAssignments.NONE));
  }
}
