package dev.dusty.plugin.nginx;

import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.spec.Names;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.ProcessRunner.Result;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What {@code dusty doctor} looks at of the running nginx, and how it mends that. */
record NginxChecks(MachineContext context) {

  private static final String STALE = "nginx-stale";

  List<Finding> all() throws IOException {
    if (context.machine().state(context) != Machine.State.RUNNING) {
      return List.of();
    }
    NginxContainer nginx = new NginxContainer(context);
    if (!nginx.isRunning()) {
      // There may be nothing to run for; a container that failed is told of by its step.
      return List.of();
    }
    Result result = nginx.test(DeployedConfig.FILE);
    if (!result.succeeded()) {
      return List.of(
          Finding.broken(
              "nginx-config",
              "nginx refuses the config that is in place: "
                  + NginxContainer.reason(result).orElse(result.errors().strip()),
              "nginx does not come up again with it after a restart",
              "run 'dusty up'; see 'nginx_image' in 'dusty config list' where that changes"
                  + " nothing"));
    }
    Optional<String> deployed = DeployedConfig.deployed(context, context.machine().site(context));
    Optional<String> loaded = new LoadedHash(context.files().state()).read();
    if (deployed.isPresent() && !loaded.equals(deployed.map(LoadedHash::of))) {
      return List.of(
          Finding.warning(
                  STALE,
                  "nginx may not have loaded the config that is in place",
                  "new host names do not lead to their apps then",
                  "run 'dusty restart " + Names.NGINX + "'")
              .thatCanBeFixed());
    }
    return List.of(Finding.fine("nginx", "nginx runs with the config that is in place"));
  }

  void fix(Finding finding) throws IOException {
    if (!finding.code().equals(STALE)) {
      throw new IllegalArgumentException(finding.code());
    }
    Optional<String> deployed = DeployedConfig.deployed(context, context.machine().site(context));
    new NginxContainer(context).reload();
    new LoadedHash(context.files().state()).write(deployed.map(LoadedHash::of));
  }
}
