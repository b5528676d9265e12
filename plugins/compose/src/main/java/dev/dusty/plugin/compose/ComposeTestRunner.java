package dev.dusty.plugin.compose;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.spec.Suite;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.test.TestContext;
import dev.dusty.api.test.TestRunner;
import java.io.IOException;
import java.util.List;

/** The test runner {@code compose}: suites in containers that Docker Compose makes for each run. */
public final class ComposeTestRunner implements TestRunner {

  private final Clients clients = new Clients();
  private final TestRuns runs = new TestRuns();
  private final KeptImages kept = new KeptImages();

  @Override
  public String name() {
    return "compose";
  }

  @Override
  public List<ConfigKey> configKeys() {
    return List.of(ComposeCli.COMMAND, RunAsOwner.KEY);
  }

  @Override
  public String image(TestContext context, boolean anew) throws IOException {
    DockerCli docker = new DockerCli(context, context.machine().dockerEnvironment(context));
    return new TestImage(
            context, clients.engine(context), docker, StateFiles.of(context), runs, kept)
        .get(anew);
  }

  @Override
  public int run(
      TestContext context,
      String image,
      Suite suite,
      List<String> arguments,
      ProcessRunner.Listener output)
      throws IOException {
    try {
      return run(context, new SuiteFile(context, image, suite, arguments), output);
    } finally {
      kept.release(image);
    }
  }

  private int run(TestContext context, SuiteFile file, ProcessRunner.Listener output)
      throws IOException {
    StateFiles files = StateFiles.of(context);
    Engine engine = clients.engine(context);
    ComposeCli cli = clients.cli(context);
    return runs.run(
        engine,
        files,
        context.cancellation(),
        context.tested().name() + " " + file.suite().name(),
        project -> new SuiteRun(context, engine, cli, files, file, project).run(output));
  }

  @Override
  public void sweep(MachineContext context) throws IOException {
    StateFiles files = StateFiles.of(context);
    List<String> cutOff = runs.cutOff(files);
    for (String project : cutOff) {
      runs.clear(clients.engine(context), files, project, false);
      context.reporter().line("removed what a run of tests that was cut off left: " + project);
    }
  }
}
