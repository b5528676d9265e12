package dev.dusty.api.run;

import dev.dusty.api.machine.Machine;
import dev.dusty.api.step.StepContext;

/**
 * What is given to a step that may ask the machine.
 *
 * @since 1.0
 */
public interface MachineContext extends StepContext {

  /** Returns the machine that the configuration picks. */
  Machine machine();
}
