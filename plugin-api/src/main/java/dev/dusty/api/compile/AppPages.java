package dev.dusty.api.compile;

import dev.dusty.api.ConfigKey;

/**
 * What a page that a proxy shows in place of an app's answer can ask Dusty's daemon.
 *
 * <p>{@code GET http://127.0.0.1:PORT/app}, from a page whose {@code Origin} is an {@code http}
 * forwarding of an active app, is answered with {@code {"app": …, "state": …, "health": …, "log":
 * […]}}: the app's name, its container's state and health in words, and its last lines of output.
 * Any other page gets status 403.
 *
 * @since 1.0
 */
public final class AppPages {

  /** The port of the daemon's HTTP server on the loopback address; 0 for none. */
  public static final ConfigKey PORT =
      new ConfigKey(
          "page_port",
          ConfigKey.Type.PORT,
          "60912",
          "Port at which the page of an app that does not answer gets the app's log; 0 for none");

  private AppPages() {}
}
