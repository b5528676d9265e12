package dev.dusty.command;

import dev.dusty.api.step.Reporter;

/** Shows a person how far a command is. */
public interface Progress extends Reporter, AutoCloseable {

  /** Returns what suits the caller: a live list on a terminal, otherwise plain lines. */
  static Progress of(Console console) {
    boolean dumb = console.environment().getOrDefault("TERM", "").equals("dumb");
    return console.terminal().errors() && !dumb
        ? new LiveProgress(console)
        : new PlainProgress(console);
  }

  /** Leaves what was shown as it is; nothing more is drawn over it. Twice is the same as once. */
  void finish();

  @Override
  default void close() {
    finish();
  }
}
