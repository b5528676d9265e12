package dev.dusty.spec.check;

import dev.dusty.api.compose.ComposeKeys;
import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.HostForwarding;
import dev.dusty.spec.SpecFile;
import dev.dusty.spec.Specs;
import dev.dusty.spec.yaml.Position;
import dev.dusty.spec.yaml.Problems;
import java.util.HashMap;
import java.util.Map;

/** Checks that each forwarded name and port leads to one place. */
final class ForwardingChecks {

  /** A rule and where it stands. */
  private record Claim(SpecFile<AppSpec> file, HostForwarding rule, Position position) {

    String place() {
      return position.file() + ":" + position.line();
    }
  }

  private final Problems problems;
  private final Map<String, Claim> byNameAndPort = new HashMap<>();
  private final Map<Integer, Claim> streams = new HashMap<>();
  private final Map<Integer, Claim> https = new HashMap<>();

  private ForwardingChecks(Problems problems) {
    this.problems = problems;
  }

  static void check(Specs specs, Problems problems) {
    ForwardingChecks checks = new ForwardingChecks(problems);
    specs.apps().values().forEach(checks::checkApp);
  }

  private void checkApp(SpecFile<AppSpec> file) {
    if (file.spec().isEmpty()) {
      return;
    }
    AppSpec app = file.spec().get();
    for (int i = 0; i < app.hostForwarding().size(); i++) {
      HostForwarding rule = app.hostForwarding().get(i);
      claim(new Claim(file, rule, file.position("host_forwarding", i)));
    }
    if (!app.hostForwarding().isEmpty()) {
      checkNetwork(file, app);
    }
  }

  private void claim(Claim claim) {
    HostForwarding rule = claim.rule();
    boolean isStream = rule.type() == HostForwarding.Type.STREAM;
    String nameAndPort = rule.hostName() + ":" + rule.hostPort();
    Claim same = byNameAndPort.putIfAbsent(nameAndPort, claim);
    if (same != null) {
      problems.error(
          claim.position(), "'%s' is claimed in %s already".formatted(nameAndPort, same.place()));
      return;
    }
    Claim stream = streams.get(rule.hostPort());
    if (stream != null) {
      problems.error(
          claim.position(),
          "host port %d is a 'stream' in %s already, and raw TCP has no name to choose by; take another port"
              .formatted(rule.hostPort(), stream.place()));
      return;
    }
    Claim http = https.get(rule.hostPort());
    if (isStream && http != null) {
      problems.error(
          claim.position(),
          "host port %d is 'http' in %s already, so it cannot be a 'stream'; take another port"
              .formatted(rule.hostPort(), http.place()));
      return;
    }
    (isStream ? streams : https).putIfAbsent(rule.hostPort(), claim);
  }

  /** A container without ports of its own cannot be forwarded to. */
  private void checkNetwork(SpecFile<AppSpec> file, AppSpec app) {
    ComposeKeys.network(app.compose())
        .filter(network -> network.mode().equals("host") || network.mode().equals("none"))
        .ifPresent(
            network ->
                problems.error(
                    file.position("compose", network.key()),
                    "with '%s: %s' the container publishes no ports, so 'host_forwarding' cannot work; remove one"
                        .formatted(network.key(), network.mode())));
  }
}
