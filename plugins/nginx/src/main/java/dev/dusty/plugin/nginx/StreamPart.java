package dev.dusty.plugin.nginx;

import dev.dusty.api.compile.PortPlan.Forwarding;
import java.util.List;

/** The {@code stream} block: raw TCP, a port of its own for each rule. */
final class StreamPart {

  private final String upstreamHost;
  private final List<Forwarding> rules;

  StreamPart(String upstreamHost, List<Forwarding> rules) {
    this.upstreamHost = upstreamHost;
    this.rules = rules;
  }

  void writeTo(NginxText config) {
    config.line("proxy_connect_timeout 5s;");
    // An idle connection to a database is no broken one.
    config.line("proxy_timeout 1h;");
    config.line("proxy_socket_keepalive on;");
    for (Forwarding forwarding : rules) {
      config.block(
          "server",
          () -> {
            config.line("# " + forwarding.rule().hostName());
            config.line("listen " + forwarding.rule().hostPort() + ";");
            config.line("proxy_pass " + upstreamHost + ":" + forwarding.port() + ";");
          });
    }
  }
}
