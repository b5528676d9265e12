package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.HostForwarding;
import dev.dusty.api.spec.Names;
import dev.dusty.api.step.Finding;
import dev.dusty.compile.PluginFailure;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.Runner;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether a run that was cut off has left something, and ports are free that one needs. */
record RunChecks(Work work, Surroundings surroundings) {

  List<Found> all() throws IOException {
    List<Found> found = new ArrayList<>();
    try {
      journal(found);
      ports(found);
    } catch (UserError | PluginFailure e) {
      // Whoever it is of tells of it by themselves.
      return found;
    }
    return found;
  }

  private void journal(List<Found> found) throws IOException {
    Runner runner = work.runner();
    if (runner.isUnfinished() && !work.dusty().queue().isBusyWithAnother(work.caller())) {
      found.add(
          Found.own(
              Finding.broken(
                  "unfinished-run",
                  "an earlier 'dusty up' was cut off, and what it did is not put back",
                  "what runs may be half of the former environment and half of the next",
                  "run 'dusty up', which puts it back first"),
              () -> runner.undo(surroundings)));
    }
  }

  /** As long as nginx runs it holds the ports; where it does not, nobody else may. */
  private void ports(List<Found> found) throws IOException {
    LoadedStep<Machine> machine = surroundings.machine();
    boolean here = StepCall.of(machine, () -> machine.step().local("/")).isPresent();
    if (!here
        || StepCall.of(machine, () -> machine.step().state(surroundings.ofMachine()))
            != Machine.State.RUNNING) {
      return;
    }
    Map<Integer, TreeSet<String>> wanted = wanted();
    if (wanted.isEmpty() || Containers.of(work, surroundings).runs(Names.NGINX)) {
      return;
    }
    String address =
        StepCall.of(machine, () -> machine.step().site(surroundings.ofMachine())).vmIp();
    wanted.forEach(
        (port, apps) -> {
          if (isTaken(address, port)) {
            found.add(
                Found.own(
                    Finding.broken(
                        "port-taken",
                        "port %s:%d, which %s, is taken by something that is not Dusty's"
                            .formatted(
                                address,
                                port,
                                String.join(", ", apps) + (apps.size() == 1 ? " needs" : " need")),
                        "nginx could not start",
                        "see who has it (sudo ss -ltnp 'sport = :%d') and stop that, or change 'host_port' in apps/%s.yml"
                            .formatted(port, apps.first()))));
          }
        });
  }

  /** Returns the ports of active apps, with the apps. */
  private Map<Integer, TreeSet<String>> wanted() throws IOException {
    Map<Integer, TreeSet<String>> wanted = new TreeMap<>();
    List<ActiveApp> apps = work.soundActive().map(ActiveSpecs::apps).orElse(List.of());
    apps.forEach(
        app -> {
          AppSpec spec = app.spec();
          for (HostForwarding rule : spec.hostForwarding()) {
            wanted.computeIfAbsent(rule.hostPort(), port -> new TreeSet<>()).add(spec.name());
          }
        });
    return wanted;
  }

  private static boolean isTaken(String address, int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral(address))) {
      return !socket.isBound();
    } catch (BindException e) {
      // An address that is not there, or a port that only root may have, is another matter.
      return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("in use");
    } catch (IOException e) {
      return false;
    }
  }
}
