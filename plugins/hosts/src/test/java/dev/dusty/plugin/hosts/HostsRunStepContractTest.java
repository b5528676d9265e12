package dev.dusty.plugin.hosts;

import dev.dusty.api.run.RunStep;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.RunStepContract;
import java.io.IOException;
import java.nio.file.Path;

class HostsRunStepContractTest extends RunStepContract {

  @Override
  protected RunStep step() {
    return new HostsRunStep();
  }

  @Override
  protected FakeContext situation(Path empty) throws IOException {
    return Hosts.context(empty, "127.0.0.1 localhost");
  }

  @Override
  protected Object state(FakeContext context) throws IOException {
    return Hosts.text(context);
  }
}
