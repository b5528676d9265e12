package dev.dusty.cli;

import dev.dusty.command.Caller;
import dev.dusty.command.Dusty;

/** A command that the daemon runs for somebody; {@link CommandFactory} tells it for whom. */
abstract class DaemonCommand {

  private Asked asked = Asked.ALONE;

  final void askedBy(Asked who) {
    asked = who;
  }

  final Dusty dusty() {
    return asked.dusty();
  }

  final Caller caller() {
    return asked.caller();
  }
}
