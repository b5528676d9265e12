package dev.dusty.plugin.compose;

import dev.dusty.api.step.Reporter;

/**
 * Shows how far a run's services are, by the names of their specs.
 *
 * @param reporter where to show it
 * @param project the run's project, with which the names of its containers begin
 */
record SuiteReporter(Reporter reporter, String project) implements Reporter {

  @Override
  public void progress(String text) {
    reporter.progress(text);
  }

  @Override
  public void item(String name, String state, boolean done) {
    String service = name;
    if (name.startsWith(project)) {
      // After the project come '-' or '_', the service, and '-1' or '_1'.
      String rest = name.substring(Math.min(name.length(), project.length() + 1));
      service = rest.replaceFirst("[-_]1$", "");
    }
    if (!service.startsWith("_")) {
      reporter.item(service, state, done);
    }
  }

  @Override
  public void line(String text) {
    reporter.line(text);
  }

  @Override
  public void warning(String text) {
    reporter.warning(text);
  }
}
