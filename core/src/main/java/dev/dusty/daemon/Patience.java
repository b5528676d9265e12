package dev.dusty.daemon;

import java.time.Duration;

/**
 * How long the daemon waits for clients.
 *
 * @param greeting for a client to say what it wants
 * @param reading for a client to read what was sent to it
 * @param farewell for commands to put things back when the daemon stops
 */
record Patience(Duration greeting, Duration reading, Duration farewell) {

  /** That of a daemon. */
  static final Patience USUAL =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60));
}
