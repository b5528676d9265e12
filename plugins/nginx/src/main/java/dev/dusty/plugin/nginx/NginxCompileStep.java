package dev.dusty.plugin.nginx;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.Settings;
import dev.dusty.api.UserError;
import dev.dusty.api.compile.AppPages;
import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.Artifact.Place;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.CompileStep;
import dev.dusty.api.compile.PortPlan.Forwarding;
import dev.dusty.api.compile.Site;
import dev.dusty.api.spec.HostForwarding;
import java.util.List;

/**
 * Makes the config of Dusty's nginx: an HTTP server for each {@code http} rule, a TCP one for each
 * {@code stream} rule.
 */
public final class NginxCompileStep implements CompileStep {

  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public List<ConfigKey> configKeys() {
    return List.of(AppPages.PORT);
  }

  @Override
  public List<Artifact> compile(CompileInput input) {
    String upstreamHost = Site.beforePort(input.site().bridgeIp());
    List<Forwarding> http = rules(input, HostForwarding.Type.HTTP);
    List<Forwarding> stream = rules(input, HostForwarding.Type.STREAM);
    String pagePort = pagePort(input.settings());
    NginxText config = new NginxText();
    config.line("# Made by Dusty; changes made here are lost with the next 'dusty up'.");
    config.line("worker_processes 1;");
    config.line("error_log /dev/stderr warn;");
    config.line("pid /tmp/dusty-nginx.pid;");
    config.block("events", () -> config.line("worker_connections 4096;"));
    config.block("http", () -> new HttpPart(upstreamHost, http, pagePort).writeTo(config));
    if (!stream.isEmpty()) {
      config.block("stream", () -> new StreamPart(upstreamHost, stream).writeTo(config));
    }
    return List.of(
        new Artifact(
            "nginx/dustyNginx.conf",
            new Place.PersistFolder("dustyNginx/dustyNginx.conf"),
            config.toString()));
  }

  /** Returns the port, checked once more as it goes into a script, and a file can be edited. */
  private static String pagePort(Settings settings) {
    String port = settings.get(AppPages.PORT);
    if (!port.matches("[0-9]{1,5}")) {
      throw new UserError(
          "page-port",
          "'%s' is no port, in the config key %s".formatted(port, AppPages.PORT.name()),
          "dusty config set %s %s".formatted(AppPages.PORT.name(), AppPages.PORT.defaultValue()));
    }
    return port;
  }

  private static List<Forwarding> rules(CompileInput input, HostForwarding.Type type) {
    return input.ports().forwardings().stream().filter(f -> f.rule().type() == type).toList();
  }
}
