package dev.dusty.plugin.compose;

import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.test.TestContext;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** One run of a suite, in a Compose project of its own. */
record SuiteRun(
    TestContext context,
    Engine engine,
    ComposeCli cli,
    StateFiles files,
    SuiteFile file,
    String project) {

  private static final int LINES = 10;

  /** Runs it and returns its exit code; what it made is still there then. */
  int run(ProcessRunner.Listener output) throws IOException {
    files.writeTest(project, file.text());
    List<String> services = file.services().stream().map(ServiceSpec::name).toList();
    compose(
        List.of("build"),
        file.services().stream().filter(SuiteRun::isBuilt).map(ServiceSpec::name).toList());
    compose(List.of("up", "-d"), services);
    compose(List.of("up", "--no-start", "--no-recreate"), List.of(SuiteFile.SUITE));
    Map<String, Present> present = Survey.byName(engine.containersOf(project));
    Present suite = present.get(SuiteFile.SUITE);
    if (suite == null) {
      throw new IllegalStateException("Compose made no container for " + file.place());
    }
    int code = new Job(engine, suite.id()).run(context.cancellation(), output);
    if (code != 0) {
      tellOfServicesThatEnded();
    }
    return code;
  }

  /** A suite that fails for want of a service says no more than that nobody answers. */
  private void tellOfServicesThatEnded() {
    for (Present container : engine.containersOf(project)) {
      boolean isService = !container.name().startsWith("_");
      int code = container.exitCode().orElse(0);
      if (isService && !container.isUp() && code != 0) {
        List<String> lines = new ArrayList<>();
        List<String> log = engine.lastLines(container.id(), LINES, Instant.EPOCH);
        lines.add(
            "the service %s exited with code %d%s"
                .formatted(
                    container.name(),
                    code,
                    log.isEmpty() ? "; it wrote nothing" : "; its last lines:"));
        log.forEach(line -> lines.add("  " + line));
        context.reporter().warning(String.join("\n", lines));
      }
    }
  }

  private static boolean isBuilt(ServiceSpec service) {
    return service.compose().has("build");
  }

  private void compose(List<String> arguments, Collection<String> names) throws IOException {
    if (names.isEmpty()) {
      return;
    }
    context.cancellation().check();
    List<String> all = new ArrayList<>(arguments);
    all.addAll(names);
    ProcessRunner.Result result =
        cli.run(
            context,
            project,
            new SuiteReporter(context.reporter(), project),
            files.test(project),
            all);
    if (!result.succeeded()) {
      List<Definition> definitions =
          file.containers().stream()
              .map(container -> new Definition(container, "", Map.of()))
              .toList();
      throw ComposeFailure.of(result, definitions);
    }
  }
}
