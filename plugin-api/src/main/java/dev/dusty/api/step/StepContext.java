package dev.dusty.api.step;

import dev.dusty.api.Settings;

/**
 * What every step and machine is given. Dusty implements it; plugins only call it, and
 * plugin-testkit has one for tests.
 *
 * @since 1.0
 */
public interface StepContext {

  /** Returns where to say what is being done. */
  Reporter reporter();

  /** Returns the only way to start a process. */
  ProcessRunner processes();

  /** Returns whether to go on. */
  Cancellation cancellation();

  /** Returns what the user configured. */
  Settings settings();

  /** Returns the files of this computer that steps may touch. */
  HostFiles files();

  /** Returns whose repos and Docker these are. */
  HostUser user();
}
