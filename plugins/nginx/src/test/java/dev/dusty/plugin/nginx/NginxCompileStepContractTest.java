package dev.dusty.plugin.nginx;

import dev.dusty.api.compile.CompileStep;
import dev.dusty.testkit.CompileStepContract;

class NginxCompileStepContractTest extends CompileStepContract {

  @Override
  protected CompileStep step() {
    return new NginxCompileStep();
  }
}
