package dev.dusty.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of {@code host_forwarding}. */
class ForwardingRulesTest {

  @TempDir Path folder;

  private static String app(String... rules) {
    return SpecFolder.APP + "host_forwarding:\n" + String.join("", rules);
  }

  private static String rule(String name, String hostPort, String containerPort, String more) {
    return "  - {host_name: %s, host_port: %s, container_port: %s%s}\n"
        .formatted(name, hostPort, containerPort, more);
  }

  private static String http(String name, int port) {
    return rule(name, Integer.toString(port), "8000", "");
  }

  private static String stream(String name, int port) {
    return rule(name, Integer.toString(port), "8000", ", type: stream");
  }

  private void expect(SpecFolder specs, String... problems) {
    assertThat(specs.problems()).containsExactly(problems);
  }

  @Test
  void severalNamesShareAPortWithHttp() {
    expect(
        SpecFolder.in(folder)
            .with("apps/web.yml", app(http("a.example", 80), http("b.example", 80))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "999999999999", "80.5", "0x50"})
  void aPortIsFrom1To65535(String port) {
    expect(
        SpecFolder.in(folder).with("apps/web.yml", app(rule("a.example", port, "80", ""))),
        "apps/web.yml:6:39: 'host_port' must be a port from 1 to 65535, not the number " + port);
  }

  @Test
  void aPortIsNoText() {
    expect(
        SpecFolder.in(folder).with("apps/web.yml", app(rule("a.example", "80", "'80'", ""))),
        "apps/web.yml:6:59: 'container_port' must be a port from 1 to 65535, not the string '80';"
            + " write it without quotes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a_b.example",
        "-a.example",
        "a..example",
        "'a b'",
        "a.example.",
        "'$x'",
        "10.0.0.1"
      })
  void aHostNameIsAValidDnsName(String name) {
    expect(
        SpecFolder.in(folder).with("apps/web.yml", app(http(name, 80))),
        "apps/web.yml:6:17: 'host_name': '%s' is not a valid DNS name"
            .formatted(name.replace("'", "")));
  }

  @ParameterizedTest
  @CsvSource({"local.example, local.example", "local.example, LOCAL.Example"})
  void twoAppsCannotClaimOneNameAndPort(String first, String second) {
    expect(
        SpecFolder.in(folder)
            .with("apps/api.yml", app(http(first, 80)))
            .with("apps/web.yml", app(http(second, 80))),
        "apps/web.yml:6:5: 'local.example:80' is claimed in apps/api.yml:6 already");
  }

  @Test
  void twoStreamsCannotShareAPort() {
    expect(
        SpecFolder.in(folder)
            .with("apps/api.yml", app(stream("a.example", 5000)))
            .with("apps/web.yml", app(stream("b.example", 5000))),
        "apps/web.yml:6:5: host port 5000 is a 'stream' in apps/api.yml:6 already, and raw TCP has"
            + " no name to choose by; take another port");
  }

  @Test
  void aStreamCannotTakeAPortOfHttp() {
    expect(
        SpecFolder.in(folder)
            .with("apps/web.yml", app(http("a.example", 5000), stream("b.example", 5000))),
        "apps/web.yml:7:5: host port 5000 is 'http' in apps/web.yml:6 already, so it cannot be a"
            + " 'stream'; take another port");
  }

  @Test
  void httpCannotTakeAPortOfAStream() {
    expect(
        SpecFolder.in(folder)
            .with("apps/web.yml", app(stream("a.example", 5000), http("b.example", 5000))),
        "apps/web.yml:7:5: host port 5000 is a 'stream' in apps/web.yml:6 already, and raw TCP has"
            + " no name to choose by; take another port");
  }

  @Test
  void anUnknownTypeIsReportedWithTheKnownOnes() {
    expect(
        SpecFolder.in(folder)
            .with("apps/web.yml", app(rule("a.example", "80", "80", ", type: htp"))),
        "apps/web.yml:6:69: 'type' must be http or stream, not the string 'htp'; did you mean"
            + " 'http'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "none"})
  void anAppWithoutPortsOfItsOwnCannotForward(String mode) {
    expect(
        SpecFolder.in(folder)
            .with("apps/web.yml", app(http("a.example", 80)) + "compose:\n  network_mode: " + mode),
        "apps/web.yml:8:3: with 'network_mode: %s' the container publishes no ports, so"
                .formatted(mode)
            + " 'host_forwarding' cannot work; remove one");
  }
}
