package dev.dusty.command;

import dev.dusty.api.step.Finding;
import java.util.List;

/** Whether client and daemon are of one release. */
record VersionChecks(Work work) {

  List<Found> all() {
    String own = work.dusty().version();
    String client = work.caller().clientVersion();
    if (client.isEmpty() || client.equals(own)) {
      return List.of(Found.own(Finding.fine("version", "Dusty " + own)));
    }
    return List.of(
        Found.own(
            Finding.warning(
                "version-mixed",
                "the client is Dusty %s and the daemon is Dusty %s".formatted(client, own),
                "they may not mean the same",
                "restart the daemon; if that changes nothing, see which 'dusty' is on your path")));
  }
}
