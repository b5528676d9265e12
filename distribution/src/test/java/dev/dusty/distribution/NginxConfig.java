package dev.dusty.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an nginx config says of servers, found by the look of its lines.
 *
 * @param servers in written order, those for unknown names left out
 * @param ports every port at which something listens
 */
record NginxConfig(List<Server> servers, List<Integer> ports) {

  /**
   * A server.
   *
   * @param name its name; empty for raw TCP
   * @param listen its port
   * @param upstream where it passes to: {@code address:port}
   */
  record Server(String name, int listen, String upstream) {
    int upstreamPort() {
      return Integer.parseInt(upstream.substring(upstream.lastIndexOf(':') + 1));
    }
  }

  private static final Pattern LINE =
      Pattern.compile(
          "\\s*(listen|server_name|proxy_pass) (?:http://)?([^ ;]+)( default_server)?;");

  static NginxConfig parse(String text) {
    List<Server> servers = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    String name = "";
    for (String line : text.lines().toList()) {
      if (line.strip().equals("server {")) {
        name = "";
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        continue;
      }
      String value = matcher.group(2);
      switch (matcher.group(1)) {
        case "listen" -> ports.add(Integer.valueOf(value));
        case "server_name" -> name = value;
        default -> servers.add(new Server(name, ports.getLast(), value));
      }
    }
    return new NginxConfig(servers, ports);
  }
}
