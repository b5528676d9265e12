package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.test.TestRunner;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import java.util.List;

/** The plugin that runs suites. */
final class TestRunners {

  private TestRunners() {}

  /**
   * Returns it.
   *
   * @throws UserError if there is none, or more than one
   */
  static LoadedStep<TestRunner> one(Work work) {
    List<LoadedStep<TestRunner>> all = work.dusty().catalog().testRunners();
    if (all.size() == 1) {
      return all.getFirst();
    }
    List<String> plugins = all.stream().map(LoadedStep::plugin).toList();
    throw all.isEmpty()
        ? new UserError(
            "no-test-runner",
            "no plugin runs tests",
            "see 'dusty plugins list', and put Dusty's plugin jars back")
        : new UserError(
            "several-test-runners",
            "several plugins run tests: " + String.join(", ", plugins),
            "remove all but one of them");
  }

  /** Has each remove what runs of a killed daemon left. */
  static void sweep(Work work, Surroundings surroundings) {
    for (LoadedStep<TestRunner> runner : work.dusty().catalog().testRunners()) {
      StepCall.order(runner, () -> runner.step().sweep(surroundings.of(runner.step().name())));
    }
  }
}
