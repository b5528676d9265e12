package dev.dusty.plugin.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.compile.PortPlan.Forwarding;
import dev.dusty.api.compile.Site;
import dev.dusty.api.spec.HostForwarding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the config is written. */
class NginxConfigTest {

  private static Forwarding rule(String app, String name, int hostPort, int port) {
    return new Forwarding(
        app, new HostForwarding(name, hostPort, 8000, HostForwarding.Type.HTTP), port);
  }

  private static String compile(Forwarding... forwardings) {
    return RealNginx.compile(Site.at("127.0.0.1", "172.17.0.1"), List.of(forwardings));
  }

  @Test
  void aRuleIsAServer() {
    assertThat(compile(rule("web", "local.web.example", 80, 65000)))
        .contains(
            """
                server {
                    listen 80;
                    server_name local.web.example;
                    set $dusty_app "web";
                    location / {
                        proxy_pass http://172.17.0.1:65000;
                    }
                    location @dusty {
                        default_type text/html;
                        add_header Cache-Control no-store always;
                        return 502 $dusty_no_answer;
                    }
                }
            """);
  }

  @Test
  void anIpv6BridgeStandsInBrackets() {
    assertThat(
            RealNginx.compile(
                Site.at("::1", "fd00::1"), List.of(rule("web", "web.example", 80, 65000))))
        .contains("proxy_pass http://[fd00::1]:65000;");
  }

  @Test
  void withoutStreamRulesThereIsNoStreamBlock() {
    assertThat(compile(rule("web", "web.example", 80, 65000))).doesNotContain("stream {");
  }

  @Test
  void whatServersShareIsWrittenOnce() {
    List<Forwarding> rules = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      rules.add(rule("app" + i, "app" + i + ".example", 80 + i % 50, 61000 + i));
    }
    String config = RealNginx.compile(Site.at("127.0.0.1", "172.17.0.1"), rules);
    assertThat(config).containsOnlyOnce("client_max_body_size");
    assertThat(config.length()).isLessThan(2000 * 600);
  }

  @Test
  void manyServersWithLongNamesAreAccepted(@TempDir Path folder) {
    RealNginx.require();
    List<Forwarding> rules = new ArrayList<>();
    String longLabels = "x".repeat(60) + "." + "y".repeat(60) + "." + "z".repeat(60);
    for (int i = 0; i < 1500; i++) {
      rules.add(rule("app" + i, "a" + i + "." + longLabels + ".example", 80, 61000 + i));
    }
    assertThat(RealNginx.dump(folder, RealNginx.compile(Site.at("127.0.0.1", "172.17.0.1"), rules)))
        .startsWith("0\n")
        .doesNotContain("[warn]");
  }

  @Test
  void aDollarIsNeverQuotedAsItWouldBeAVariable() {
    assertThatThrownBy(() -> NginxText.quote("$http_host"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(NginxText.quote("a\"b\\c; }")).isEqualTo("\"a\\\"b\\\\c; }\"");
  }
}
