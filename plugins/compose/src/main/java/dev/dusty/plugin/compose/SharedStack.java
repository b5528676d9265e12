package dev.dusty.plugin.compose;

import dev.dusty.api.UserError;
import dev.dusty.api.spec.Names;
import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.api.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fresh copies of a suite's services, guests in one network stack. What a guest cannot have stands
 * with the stack's owner, as far as it means anything there.
 *
 * @param place what to call the suite in messages
 * @param services its services
 * @param owner the container whose stack it is
 */
record SharedStack(String place, List<ServiceSpec> services, String owner) {

  /** Docker refuses these for a container without a stack of its own. */
  static final List<String> NOT_OF_A_GUEST =
      List.of(
          "network_mode",
          "networks",
          "links",
          "expose",
          "hostname",
          "domainname",
          "dns",
          "dns_search",
          "dns_opt",
          "mac_address");

  private static final String HERE = "127.0.0.1";

  /** Returns the names by which the services know each other, with the address of them all. */
  List<ExtraHosts.Host> hosts() {
    Set<String> names = new LinkedHashSet<>();
    List<ExtraHosts.Host> others = new ArrayList<>();
    for (ServiceSpec service : services) {
      ComposeSpec spec = ComposeSpec.of(service);
      names.add(service.name());
      spec.keys()
          .get("hostname")
          .filter(name -> !name.isMissing())
          .flatMap(Value::scalar)
          .ifPresent(names::add);
      for (String link : texts(spec.list("links"))) {
        int colon = link.indexOf(':');
        check(spec, "links", colon < 0 ? link : link.substring(0, colon));
        names.add(link.substring(colon + 1));
      }
      others.addAll(ExtraHosts.read(spec.place(), spec.keys().get("extra_hosts")));
    }
    List<ExtraHosts.Host> hosts = new ArrayList<>();
    names.forEach(name -> hosts.add(new ExtraHosts.Host(name, Value.text(HERE))));
    hosts.addAll(others);
    return hosts;
  }

  /** Returns the Compose keys of a service. */
  Map<String, Value> keys(ServiceSpec service, Networks networks) {
    ComposeSpec spec = ComposeSpec.of(service);
    Limits.check(spec);
    Map<String, Value> keys = new LinkedHashMap<>(OldFormat.translate(spec, networks));
    NOT_OF_A_GUEST.forEach(keys::remove);
    keys.remove("container_name");
    keys.put("network_mode", Value.text("service:" + owner));
    if (spec.keys().has("build")) {
      // Without a name, Compose would name an image after each run.
      keys.put("image", Value.text(image(service.name())));
    } else {
      keys.remove("build");
    }
    before(spec).forEach(name -> check(spec, "depends_on", name));
    if (!spec.list("volumes").isEmpty()) {
      keys.put("volumes", Volumes.fresh(spec));
    }
    return keys;
  }

  /**
   * Returns the name of the image that is built for a service, which Docker wants in lower case.
   */
  private static String image(String service) {
    boolean fits = Names.isSourceName(service);
    return "dusty-test/service/" + (fits ? service : "service-" + SpecHash.of(service, ""));
  }

  /** Returns what has to be started before a service. */
  private static List<String> before(ComposeSpec spec) {
    return spec.keys().get("depends_on").orElse(Value.Plain.NULL) instanceof Value.Entries map
        ? List.copyOf(map.entries().keySet())
        : texts(spec.list("depends_on"));
  }

  private static List<String> texts(List<Value> items) {
    return items.stream().flatMap(item -> item.scalar().stream()).toList();
  }

  private void check(ComposeSpec spec, String key, String name) {
    if (services.stream().noneMatch(service -> service.name().equals(name))) {
      throw new UserError(
          "service-not-in-suite",
          "%s: its '%s' names '%s', which is no service of %s"
              .formatted(spec.place(), key, name, place),
          name,
          null,
          "add '%s' to the suite's 'services'".formatted(name));
    }
  }
}
