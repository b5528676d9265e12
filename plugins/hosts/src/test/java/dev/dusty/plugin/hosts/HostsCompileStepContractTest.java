package dev.dusty.plugin.hosts;

import dev.dusty.api.compile.CompileStep;
import dev.dusty.testkit.CompileStepContract;

class HostsCompileStepContractTest extends CompileStepContract {

  @Override
  protected CompileStep step() {
    return new HostsCompileStep();
  }
}
