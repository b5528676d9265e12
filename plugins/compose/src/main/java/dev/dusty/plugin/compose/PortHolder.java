package dev.dusty.plugin.compose;

import dev.dusty.api.step.Command;
import dev.dusty.api.step.ProcessRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out who listens at a port of this computer. */
record PortHolder(ProcessRunner processes, Engine engine) {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** What Docker runs on the host for each port that a container publishes. */
  private static final String PROXY = "docker-proxy";

  // LISTEN 0 4096 127.0.0.1:80 0.0.0.0:* users:(("docker-proxy",pid=1052,fd=4))
  private static final Pattern SS_LINE =
      Pattern.compile("\\S+ +\\d+ +\\d+ +(\\S+):(\\d+) .*?\\(\\(\"([^\"]*)\",pid=(\\d+).*");

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
    Optional<String> sockets =
        output("ss", "-Hltnp", "sport", "=", ":" + endpoint.port())
            .map(lines -> inSs(lines, endpoint).orElse(""));
    return (sockets.isPresent() ? sockets : inLsof(endpoint)).filter(found -> !found.isEmpty());
  }

  /** Finds a listener in the output of {@code ss}, which has those at other addresses as well. */
  static Optional<String> inSs(String lines, Endpoint endpoint) {
    return lines
        .lines()
        .map(SS_LINE::matcher)
        .filter(Matcher::matches)
        .filter(line -> listensAt(line.group(1), line.group(2)).collidesWith(endpoint))
        .map(line -> process(line.group(3), line.group(4)))
        .findFirst();
  }

  private static Endpoint listensAt(String address, String port) {
    // One of IPv4 that was opened as one of IPv6 is written [::ffff:127.0.0.1].
    String bare =
        address.replaceFirst("%.*", "").replaceAll("[\\[\\]]", "").replaceFirst("^::ffff:", "");
    return new Endpoint(bare.equals("*") ? "" : bare, Integer.parseInt(port));
  }

  private Optional<String> inLsof(Endpoint endpoint) throws IOException {
    String wanted = endpoint.isEverywhere() ? ":" + endpoint.port() : "@" + endpoint;
    // One that listens at all addresses is not found by one of them.
    Optional<String> found = lsof(wanted);
    return found.isPresent() || endpoint.isEverywhere() ? found : lsof(":" + endpoint.port());
  }

  private Optional<String> lsof(String where) throws IOException {
    return output("lsof", "-nP", "-iTCP" + where, "-sTCP:LISTEN", "-Fpc")
        .map(text -> process(field(text, 'c'), field(text, 'p')));
  }

  private static String process(String name, String pid) {
    return name.equals(PROXY)
        ? "a container of another Docker engine on this computer (%s, pid %s)".formatted(name, pid)
        : "the process %s (pid %s)".formatted(name, pid);
  }

  private static String field(String text, char letter) {
    return text.lines()
        .filter(line -> !line.isEmpty() && line.charAt(0) == letter)
        .map(line -> line.substring(1))
        .findFirst()
        .orElse("?");
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
