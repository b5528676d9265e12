package dev.dusty.plugin.compose;

import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.run.Status;
import dev.dusty.api.spec.HostForwarding;
import dev.dusty.api.spec.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of {@code dusty status} for containers: nginx, apps, services, then what is left. */
final class StatusRows {

  private static final int HTTP = 80;

  private StatusRows() {}

  static List<Status> of(CompileInput input, Map<String, Present> present) {
    Map<String, String> kinds = new LinkedHashMap<>();
    if (input.targets().contains("nginx")) {
      kinds.put(Names.NGINX, Container.Kind.NGINX.word());
    }
    input.specs().apps().forEach(app -> kinds.put(app.name(), Container.Kind.APP.word()));
    input
        .specs()
        .services()
        .forEach(service -> kinds.put(service.name(), Container.Kind.SERVICE.word()));
    present.forEach((name, container) -> kinds.putIfAbsent(name, container.label("dusty.kind")));
    List<Status> rows = new ArrayList<>();
    kinds.forEach(
        (name, kind) -> {
          Present container = present.get(name);
          rows.add(
              new Status(
                  name,
                  kind,
                  state(container),
                  container == null ? "" : container.health(),
                  addresses(input, name)));
        });
    return rows;
  }

  private static String state(@Nullable Present container) {
    if (container == null) {
      return "absent";
    }
    return container
        .exitCode()
        .map(code -> container.state() + " (" + code + ")")
        .orElse(container.state());
  }

  private static String addresses(CompileInput input, String app) {
    return input.ports().forwardings().stream()
        .filter(forwarding -> forwarding.app().equals(app))
        .map(forwarding -> address(forwarding.rule()))
        .collect(Collectors.joining(", "));
  }

  private static String address(HostForwarding rule) {
    if (rule.type() == HostForwarding.Type.STREAM) {
      return rule.hostName() + ":" + rule.hostPort();
    }
    return "http://" + rule.hostName() + (rule.hostPort() == HTTP ? "" : ":" + rule.hostPort());
  }
}
