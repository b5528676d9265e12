package dev.dusty.command;

import dev.dusty.api.spec.HostForwarding;

/** How people write where an app is reached. */
final class Addresses {

  private static final int HTTP = 80;

  private Addresses() {}

  /** Returns {@code http://local.my-app.com}, or {@code tcp://chat.shop.test:7000}. */
  static String of(HostForwarding rule) {
    return switch (rule.type()) {
      case HTTP ->
          "http://" + rule.hostName() + (rule.hostPort() == HTTP ? "" : ":" + rule.hostPort());
      case STREAM -> "tcp://" + rule.hostName() + ":" + rule.hostPort();
    };
  }
}
