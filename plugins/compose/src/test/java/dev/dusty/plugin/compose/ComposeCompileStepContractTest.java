package dev.dusty.plugin.compose;

import dev.dusty.api.compile.CompileStep;
import dev.dusty.testkit.CompileStepContract;

class ComposeCompileStepContractTest extends CompileStepContract {

  @Override
  protected CompileStep step() {
    return new ComposeCompileStep();
  }
}
