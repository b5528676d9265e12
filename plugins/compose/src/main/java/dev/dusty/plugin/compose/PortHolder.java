package dev.dusty.plugin.compose;

import dev.dusty.api.step.Command;
import dev.dusty.api.step.ProcessRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Finds out who listens at a port of this computer. */
record PortHolder(ProcessRunner processes, Engine engine) {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** Returns who it is, for a person; empty if that cannot be found out. */
  Optional<String> of(Endpoint endpoint) throws IOException {
    for (Present container : engine.containers()) {
      if (container.endpoints().stream().anyMatch(endpoint::collidesWith)) {
        String project = container.label(Present.PROJECT);
        return Optional.of(
            "the container "
                + container.dockerName()
                + (project.isEmpty() ? "" : " of the Compose project " + project));
      }
    }
    String port = Integer.toString(endpoint.port());
    Optional<String> lines = output("ss", "-Hltnp", "sport", "=", ":" + port);
    if (lines.isPresent()) {
      return Listeners.inSs(lines.get(), endpoint);
    }
    return output("lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fpcn")
        .flatMap(text -> Listeners.inLsof(text, endpoint));
  }

  private Optional<String> output(String... argv) throws IOException {
    try {
      var result = processes.run(Command.of(Command.Identity.ROOT, LIMIT, argv));
      return result.succeeded() ? Optional.of(result.output()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
