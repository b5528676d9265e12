package dev.dusty.plugin;

import org.jspecify.annotations.Nullable;

/** Why a plugin cannot be used, in words for the user. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refusal(String reason) {
    super(reason);
  }

  /**
   * Returns that a piece of a plugin's code threw.
   *
   * @throws VirtualMachineError if it is one that is not the plugin's: out of memory, say
   */
  static Refusal failed(String what, @Nullable Throwable thrown) {
    if (thrown instanceof VirtualMachineError error && !(error instanceof StackOverflowError)) {
      throw error;
    }
    return new Refusal(what + " failed: " + thrown);
  }
}
