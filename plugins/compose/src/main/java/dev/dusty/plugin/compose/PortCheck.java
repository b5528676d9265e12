package dev.dusty.plugin.compose;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.PortPlan.Forwarding;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.spec.Names;
import dev.dusty.api.step.Deadline;
import dev.dusty.api.step.Pause;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks, before anything is changed, that ports are free that containers are to publish. */
record PortCheck(RunContext context, Survey survey) {

  /** As long as Docker gives a container to end, and a little more. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Duration PAUSE = Duration.ofMillis(100);

  /**
   * Does nothing where the machine is another computer: its ports cannot be tried from here.
   *
   * @throws UserError naming the first port that is taken, by whom, and what to change
   */
  void check() throws IOException {
    if (context.machine().local("/").isEmpty()) {
      return;
    }
    List<Endpoint> ours = published(survey.present().values());
    for (String name :
        survey
            .decision()
            .names(Decision.Action.CREATE, Decision.Action.RECREATE, Decision.Action.START)) {
      Definition definition = survey.definitions().get(name);
      for (Endpoint endpoint : definition == null ? List.<Endpoint>of() : definition.endpoints()) {
        if (ours.stream().noneMatch(endpoint::collidesWith) && staysTaken(name, endpoint)) {
          throw taken(name, endpoint);
        }
      }
    }
  }

  private static List<Endpoint> published(Collection<Present> containers) {
    return containers.stream()
        .filter(Present::isUp)
        .flatMap(container -> container.endpoints().stream())
        .toList();
  }

  /**
   * Returns whether a port is taken by others. A restart that was cut off goes on in the engine:
   * for a while a container is neither up nor has it let go of its port.
   */
  private boolean staysTaken(String name, Endpoint endpoint) throws IOException {
    Deadline deadline = Deadline.in(survey.present().containsKey(name) ? PATIENCE : Duration.ZERO);
    while (isTaken(endpoint)) {
      context.cancellation().check();
      List<Endpoint> ours = published(survey.engine().containersOf(ComposeCli.PROJECT));
      if (ours.stream().anyMatch(endpoint::collidesWith)) {
        return false;
      }
      if (deadline.isOver()) {
        return true;
      }
      Pause.of(PAUSE);
    }
    return false;
  }

  private static boolean isTaken(Endpoint endpoint) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(
          endpoint.address().isEmpty()
              ? new InetSocketAddress(endpoint.port())
              : new InetSocketAddress(InetAddress.getByName(endpoint.address()), endpoint.port()));
      return false;
    } catch (BindException e) {
      // An address that is not there, or a port that only root may have, says nothing about Docker.
      return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("in use");
    }
  }

  private UserError taken(String name, Endpoint endpoint) throws IOException {
    String holder =
        new PortHolder(context.processes(), survey.engine()).of(endpoint).orElse("something else");
    return new UserError(
        "port-taken",
        "port " + endpoint + ", which " + name + " needs, is taken by " + holder,
        endpoint.toString(),
        null,
        remedy(name, endpoint));
  }

  /** Returns what to change so that a port is not needed, or is free. */
  private String remedy(String name, Endpoint endpoint) {
    Definition definition = survey.definitions().get(name);
    if (name.equals(Names.NGINX)) {
      String apps =
          forwardings(forwarding -> forwarding.rule().hostPort() == endpoint.port())
              .map(app -> "apps/" + app + ".yml")
              .collect(Collectors.joining(", "));
      return "stop that, change 'host_port' in "
          + apps
          + ", or have nginx listen elsewhere with 'dusty config set local_address ADDRESS'";
    }
    if (forwardings(forwarding -> forwarding.port() == endpoint.port()).findAny().isPresent()) {
      return "stop that; nginx reaches " + name + " by this port";
    }
    boolean isApp = definition != null && definition.container().kind() == Container.Kind.APP;
    return "stop that, or change 'ports' under 'compose' in "
        + (isApp ? "apps/" : "services/")
        + name
        + ".yml";
  }

  private Stream<String> forwardings(Predicate<Forwarding> wanted) {
    return context.input().ports().forwardings().stream()
        .filter(wanted)
        .map(Forwarding::app)
        .distinct();
  }
}
