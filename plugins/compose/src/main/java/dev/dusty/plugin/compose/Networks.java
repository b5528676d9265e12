package dev.dusty.plugin.compose;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.PortPlan.Forwarding;
import dev.dusty.api.compile.Site;
import dev.dusty.api.compose.ComposeKeys;
import dev.dusty.api.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who has a network stack of its own, who is a guest in whose, and so where each published port and
 * host name has to stand: with the owner, as a guest can have none.
 */
final class Networks {

  /**
   * The network stack of one container.
   *
   * @param mode the value of {@code network_mode}; empty for the networks of the Compose file
   * @param owner the container of ours whose stack it is, at the end of all detours; empty for a
   *     stack that belongs to none of the others
   */
  record Stack(Optional<String> mode, Optional<String> owner) {

    private static final Stack OWN = new Stack(Optional.empty(), Optional.empty());

    /** Returns whether Compose takes {@code ports} along with this. */
    boolean takesPorts() {
      return mode.isEmpty() || !new ComposeKeys.Network("", mode.get()).isShared();
    }

    /** Returns whether Docker takes {@code extra_hosts} along with this. */
    boolean takesHosts() {
      return takesPorts() || mode.equals(Optional.of("host"));
    }

    /** Returns whether a link from here, or to here, leads anywhere. */
    boolean takesLinks() {
      return takesPorts() && !mode.equals(Optional.of("bridge"));
    }
  }

  /** What an owner has to have, for itself and for its guests. */
  private static final class Needs {
    // Compose refuses a list that has the same port twice.
    private final Set<Value> ports = new LinkedHashSet<>();
    private final List<ExtraHosts.Host> hosts = new ArrayList<>();
    private boolean sharedHosts;
  }

  private final Map<String, ComposeSpec> specs = new HashMap<>();
  private final Map<String, Stack> stacks = new HashMap<>();
  private final Map<String, Needs> needs = new HashMap<>();

  /**
   * Finds out about all apps and services.
   *
   * @throws UserError if a container is a guest of one that is not there, or, over detours, of
   *     itself; or if one has forwardings and no place for its ports
   */
  Networks(CompileInput input) {
    List<ComposeSpec> all = ComposeSpec.all(input.specs());
    all.forEach(spec -> specs.put(spec.name(), spec));
    all.forEach(this::findStack);
    Set<String> apps = new LinkedHashSet<>();
    input.specs().apps().forEach(app -> apps.add(app.name()));
    Map<String, List<Forwarding>> forwardings = input.ports().byApp();
    for (ComposeSpec spec : all) {
      collect(
          spec,
          apps.contains(spec.name()),
          forwardings.getOrDefault(spec.name(), List.of()),
          input.site());
    }
  }

  /** Returns whether a container of this name is in the Compose file. */
  boolean knows(String container) {
    return specs.containsKey(container);
  }

  /** Returns the name of an app or service by its own name or by that of its container. */
  Optional<String> ours(String container) {
    if (knows(container)) {
      return Optional.of(container);
    }
    if (container.startsWith("dusty_") && container.endsWith("_1")) {
      String name = container.substring("dusty_".length(), container.length() - "_1".length());
      return Optional.of(name).filter(this::knows);
    }
    return Optional.empty();
  }

  /** Returns a container's network stack. */
  Stack stack(String container) {
    return stacks.getOrDefault(container, Stack.OWN);
  }

  /** Returns the container at whose address another one is found: itself, or its stack's owner. */
  String owner(String container) {
    return stack(container).owner().orElse(container);
  }

  /** Returns the ports that stand with a container: its own, and those of its guests. */
  List<Value> ports(String container) {
    Needs found = needs.get(container);
    return found == null ? List.of() : List.copyOf(found.ports);
  }

  /** Returns the host names that stand with a container: its own, and those of its guests. */
  ExtraHosts extraHosts(String container) {
    Needs found = needs.get(container);
    return found == null
        ? new ExtraHosts(List.of(), false)
        : new ExtraHosts(found.hosts, found.sharedHosts);
  }

  private void findStack(ComposeSpec start) {
    List<ComposeSpec> way = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    Optional<String> owner = Optional.empty();
    ComposeSpec spec = start;
    while (!stacks.containsKey(spec.name())) {
      if (!seen.add(spec.name())) {
        throw new UserError(
            "network-cycle",
            start.place()
                + ": its network leads back to itself: "
                + String.join(" -> ", seen)
                + " -> "
                + spec.name(),
            "let one of them have a network of its own");
      }
      way.add(spec);
      Optional<String> host = host(spec);
      if (host.isEmpty()) {
        break;
      }
      owner = host;
      spec = specs.getOrDefault(host.get(), spec);
    }
    if (stacks.containsKey(spec.name())) {
      owner = Optional.of(owner(spec.name()));
    }
    for (ComposeSpec guest : way) {
      Optional<String> host = host(guest);
      Optional<String> mode = host.map(name -> "service:" + name).or(() -> ownMode(guest));
      stacks.put(guest.name(), new Stack(mode, host.isPresent() ? owner : Optional.empty()));
    }
  }

  /** Returns the container of ours whose guest a container directly is. */
  private Optional<String> host(ComposeSpec spec) {
    Optional<ComposeKeys.Network> network = ComposeKeys.network(spec.keys());
    Optional<String> target = network.flatMap(ComposeKeys.Network::target);
    Optional<String> ours = target.flatMap(this::ours);
    if (target.isPresent()
        && ours.isEmpty()
        && network.get().mode().startsWith("service:")
        && target.get().indexOf('$') < 0) {
      throw new UserError(
          "unknown-network-service",
          spec.place() + ": its network is that of '" + target.get() + "', which is not active",
          network.get().mode(),
          "the name of an active app or service",
          "make it active by naming it under an app's 'depends' or in a bundle");
    }
    return ours;
  }

  /** Returns the mode of a container that is no guest of ours. */
  private static Optional<String> ownMode(ComposeSpec spec) {
    return ComposeKeys.network(spec.keys())
        // To the first format the bridge was where all others are: now the file's own network.
        .filter(network -> !(network.key().equals("net") && network.mode().equals("bridge")))
        .map(ComposeKeys.Network::mode);
  }

  private void collect(ComposeSpec spec, boolean isApp, List<Forwarding> forwardings, Site site) {
    String owner = owner(spec.name());
    Stack stack = stack(owner);
    if (!forwardings.isEmpty() && !stack.takesPorts()) {
      throw new UserError(
          "forwarding-without-network",
          spec.place()
              + ": has host_forwarding, but its network is '"
              + stack.mode().orElse("")
              + "', where no port can be published",
          stack.mode().orElse(null),
          null,
          "remove its host_forwarding, or the network_mode of "
              + specs.getOrDefault(owner, spec).place());
    }
    Needs found = needs.computeIfAbsent(owner, name -> new Needs());
    if (stack.takesPorts()) {
      found.ports.addAll(spec.list("ports"));
      for (Forwarding forwarding : forwardings) {
        found.ports.add(
            Value.text(
                Site.beforePort(site.bridgeIp())
                    + ":"
                    + forwarding.port()
                    + ":"
                    + forwarding.rule().containerPort()));
      }
    }
    if (stack.takesHosts()) {
      found.hosts.addAll(ExtraHosts.read(spec.place(), spec.keys().get("extra_hosts")));
      found.sharedHosts |= isApp;
    }
  }
}
