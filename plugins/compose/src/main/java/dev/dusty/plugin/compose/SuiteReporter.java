package dev.dusty.plugin.compose;

import dev.dusty.api.step.Reporter;
import java.util.Optional;

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
    service(name).ifPresent(service -> reporter.item(service, state, done));
  }

  @Override
  public void failed(String name, String state) {
    service(name).ifPresent(service -> reporter.failed(service, state));
  }

  /** Returns the name of its spec; empty for what is none of theirs. */
  private Optional<String> service(String name) {
    String service = name;
    if (name.startsWith(project)) {
      // After the project come '-' or '_', the service, and '-1' or '_1'.
      String rest = name.substring(Math.min(name.length(), project.length() + 1));
      service = rest.replaceFirst("[-_]1$", "");
    }
    return Optional.of(service).filter(known -> !known.startsWith("_"));
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
