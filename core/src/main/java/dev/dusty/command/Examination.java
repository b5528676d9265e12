package dev.dusty.command;

import dev.dusty.api.Extension;
import dev.dusty.api.UserError;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.step.Finding;
import dev.dusty.compile.PluginFailure;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at all that can be wrong: Dusty's own part first, then what the machine and each run step
 * say of theirs. What throws is named, and the rest goes on.
 *
 * @param daemon whether the daemon is what looks
 */
record Examination(Work work, Progress progress, boolean daemon) {

  /** Returns all findings; touches nothing. */
  List<Found> all() throws IOException {
    List<Found> found = new ArrayList<>();
    if (!daemon) {
      found.add(daemonIsDown());
    }
    found.addAll(new VersionChecks(work).all());
    found.addAll(new ConfigChecks(work).all());
    found.addAll(new StateChecks(work, daemon).all());
    found.addAll(new PluginChecks(work.dusty().catalog()).all());
    found.addAll(new SpecsChecks(work, progress).all());
    found.addAll(ofPlugins());
    return found;
  }

  private Found daemonIsDown() {
    return Found.own(
        Finding.broken(
            "daemon-down",
            "no daemon answers at '" + work.dusty().paths().socket() + "'",
            "it does all that changes something",
            "start it: 'sudo dusty -d', or 'sudo systemctl start dusty' where it is installed so"));
  }

  private List<Found> ofPlugins() throws IOException {
    Path state = work.dusty().paths().state();
    if (!Files.isWritable(state)) {
      return List.of(
          Found.own(
              Finding.warning(
                  "plugins-left-out",
                  "the plugins did not look, as '" + state + "' is not writable here",
                  "what is wrong with their part is not known",
                  daemon
                      ? "make it root's, with the mode 711"
                      : "start the daemon, and try again")));
    }
    Surroundings surroundings;
    try {
      surroundings = work.surroundings(progress);
    } catch (UserError e) {
      return List.of(Found.own(Finding.broken(e, "no container can run anywhere")));
    } catch (PluginFailure e) {
      return List.of(Found.own(failed(e)));
    }
    LoadedStep<Machine> loaded = surroundings.machine();
    Machine machine = loaded.step();
    List<Found> found =
        new ArrayList<>(
            ask(
                "machine " + machine.name(),
                loaded,
                () -> machine.diagnose(surroundings.ofMachine()),
                finding -> machine.fix(surroundings.ofMachine(), finding)));
    found.addAll(new AssetChecks(work, surroundings).all());
    found.addAll(new RunChecks(work, surroundings).all());
    for (LoadedStep<RunStep> step : steps()) {
      work.caller().cancellation().check();
      String name = step.step().name();
      found.addAll(
          ask(
              name,
              step,
              () -> step.step().diagnose(surroundings.of(name)),
              finding -> step.step().fix(surroundings.of(name), finding)));
    }
    return found;
  }

  /** Returns the steps in their order; as they come where they have none, of which others tell. */
  private List<LoadedStep<RunStep>> steps() {
    try {
      return work.runner().steps();
    } catch (UserError | PluginFailure e) {
      return work.dusty().catalog().runSteps();
    }
  }

  /** What mends a plugin's finding. */
  private interface Fix {
    void of(Finding finding) throws IOException;
  }

  private static List<Found> ask(
      String by,
      LoadedStep<? extends Extension> loaded,
      StepCall.Question<List<Finding>> question,
      Fix fix) {
    List<Finding> findings;
    try {
      findings = StepCall.of(loaded, () -> List.copyOf(question.ask()));
    } catch (UserError e) {
      findings = List.of(Finding.broken(e, "so the rest of its part could not be looked at"));
    } catch (PluginFailure e) {
      findings = List.of(failed(e));
    }
    return findings.stream()
        .map(finding -> new Found(by, finding, () -> StepCall.order(loaded, () -> fix.of(finding))))
        .toList();
  }

  private static Finding failed(PluginFailure e) {
    return Finding.broken(
        "plugin-failed",
        String.valueOf(e.getMessage()),
        "what else is wrong with its part is not known",
        "this is a bug of the plugin; tell its authors, or remove its jar");
  }
}
