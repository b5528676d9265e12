package dev.dusty.plugin.nfs;

import static dev.dusty.plugin.nfs.Shared.managed;
import static dev.dusty.plugin.nfs.Shared.override;

import dev.dusty.api.run.RunStep;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.RunStepContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** With a mount to make, one to switch and one to remove, and lines of somebody else. */
class NfsRunStepContractTest extends RunStepContract {

  private final FakeVm vm = new FakeVm();

  @Override
  protected RunStep step() {
    return new NfsRunStep();
  }

  @Override
  protected FakeContext situation(Path empty) throws IOException {
    FakeContext context = Shared.context(empty, vm);
    Files.writeString(context.files().exports(), "/srv 10.0.0.0/8(ro)");
    context.withRepos(List.of(managed(context, "switched"), override(context, "unneeded")));
    new NfsRunStep().apply(context);
    // Another context, as its journal has to be empty.
    FakeContext later = Shared.context(empty, vm);
    return later.withRepos(List.of(managed(later, "new"), override(later, "switched")));
  }

  @Override
  protected Object state(FakeContext context) throws IOException {
    return Shared.state(context, vm);
  }
}
