package dev.dusty.plugin.nginx;

import dev.dusty.api.compile.PortPlan.Forwarding;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The {@code http} block. What all servers share stands once at its top, as far as nginx hands it
 * down: into a server, and into a location that sets no header of its own.
 */
final class HttpPart {

  private final String upstreamHost;
  private final List<Forwarding> rules;
  private final String pagePort;

  HttpPart(String upstreamHost, List<Forwarding> rules, String pagePort) {
    this.upstreamHost = upstreamHost;
    this.rules = rules;
    this.pagePort = pagePort;
  }

  void writeTo(NginxText config) {
    writeShared(config);
    if (!rules.isEmpty()) {
      new Pages(rules, pagePort).writeTo(config);
    }
    hostPorts().forEach(port -> writeDefaultServer(config, port));
    rules.forEach(rule -> writeServer(config, rule));
  }

  private void writeShared(NginxText config) {
    config.line("access_log /dev/stdout;");
    config.line("default_type application/octet-stream;");
    config.line("server_tokens off;");
    config.line("sendfile on;");
    config.line("tcp_nodelay on;");
    // Development means large cookies, uploads and breakpoints.
    config.line("client_max_body_size 500M;");
    config.line("large_client_header_buffers 8 64k;");
    config.line("server_names_hash_bucket_size " + hashBucketSize() + ";");
    config.line("server_names_hash_max_size " + hashMaxSize() + ";");
    config.line("keepalive_timeout 75s;");
    config.line("proxy_http_version 1.1;");
    config.line("proxy_connect_timeout 5s;");
    config.line("proxy_send_timeout 1h;");
    config.line("proxy_read_timeout 1h;");
    // What an app sends reaches the browser at once, and what a browser sends reaches the app at
    // once.
    config.line("proxy_buffering off;");
    config.line("proxy_request_buffering off;");
    config.line("proxy_buffer_size 64k;");
    config.line("proxy_buffers 8 64k;");
    config.line("proxy_busy_buffers_size 128k;");
    config.line("proxy_set_header Host $http_host;");
    config.line("proxy_set_header Upgrade $http_upgrade;");
    config.line("proxy_set_header Connection $dusty_connection;");
    config.line("proxy_set_header X-Real-IP $remote_addr;");
    config.line("proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;");
    config.line("proxy_set_header X-Forwarded-Proto $scheme;");
    config.line("proxy_set_header X-Forwarded-Host $http_host;");
    config.line("proxy_set_header X-Forwarded-Port $server_port;");
    config.line("error_page 502 504 @dusty;");
    config.block(
        "map $http_upgrade $dusty_connection",
        () -> {
          config.line("default upgrade;");
          config.line("\"\" \"\";");
        });
  }

  /** Takes what comes for a name that no rule has, so that no app gets it. */
  private static void writeDefaultServer(NginxText config, int port) {
    config.block(
        "server",
        () -> {
          config.line("listen " + port + " default_server;");
          config.line("server_name _;");
          config.line("default_type text/html;");
          config.line("return 404 " + Pages.UNKNOWN_NAME + ";");
        });
  }

  private void writeServer(NginxText config, Forwarding forwarding) {
    config.block(
        "server",
        () -> {
          config.line("listen " + forwarding.rule().hostPort() + ";");
          config.line("server_name " + forwarding.rule().hostName() + ";");
          config.line("set " + Pages.APP + " " + NginxText.quote(forwarding.app()) + ";");
          config.block(
              "location /",
              () ->
                  config.line("proxy_pass http://" + upstreamHost + ":" + forwarding.port() + ";"));
          config.block(
              "location @dusty",
              () -> {
                config.line("default_type text/html;");
                config.line("add_header Cache-Control no-store always;");
                config.line("return 502 " + Pages.NO_ANSWER + ";");
              });
        });
  }

  private NavigableSet<Integer> hostPorts() {
    NavigableSet<Integer> ports = new TreeSet<>();
    rules.forEach(forwarding -> ports.add(forwarding.rule().hostPort()));
    return ports;
  }

  /** A bucket holds a name and two pointers; nginx wants a power of two. */
  private int hashBucketSize() {
    int longest = rules.stream().mapToInt(rule -> rule.rule().hostName().length()).max().orElse(0);
    int needed = longest + 2 * Long.BYTES + 8;
    return Math.max(64, Integer.highestOneBit(needed - 1) * 2);
  }

  private int hashMaxSize() {
    return Math.max(512, rules.size() * 4);
  }
}
