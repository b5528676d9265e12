package dev.dusty.command;

import java.util.Locale;

/** Lines for a log: what stays, and how each thing ended. */
final class PlainProgress implements Progress {

  private final Console console;

  PlainProgress(Console console) {
    this.console = console;
  }

  @Override
  public void progress(String text) {}

  @Override
  public void item(String name, String state, boolean done) {
    if (done) {
      synchronized (this) {
        console.err().println(TerminalText.plain(name + ": " + state.toLowerCase(Locale.ROOT)));
      }
    }
  }

  @Override
  public synchronized void line(String text) {
    console.err().println(TerminalText.plain(text));
  }

  @Override
  public synchronized void warning(String text) {
    console.warn(text);
  }

  @Override
  public void finish() {}
}
