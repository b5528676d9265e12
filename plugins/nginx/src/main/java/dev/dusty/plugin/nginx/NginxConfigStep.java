package dev.dusty.plugin.nginx;

import dev.dusty.api.UserError;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.Change;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.run.Undo;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.ProcessRunner.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has the running nginx test a new config before that takes the place of the one that works. It
 * leaves nothing behind.
 */
public final class NginxConfigStep implements RunStep {

  private static final String CANDIDATE = "candidate.conf";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** A config may come into use from now on. */
  private static final Undo NEW_CONFIG = new Undo(Map.of("config", "new"));

  @Override
  public String name() {
    return "nginx-config";
  }

  @Override
  public Set<String> before() {
    return Set.of("files");
  }

  /** The file itself is in the plan already, as Dusty puts it there. */
  @Override
  public List<Change> plan(RunContext context) {
    return List.of();
  }

  @Override
  public Undo apply(RunContext context) throws IOException {
    Optional<String> config = DeployedConfig.compiled(context);
    if (config.isEmpty() || config.equals(DeployedConfig.deployed(context))) {
      return Undo.NOTHING;
    }
    context.journal(NEW_CONFIG);
    NginxContainer nginx = new NginxContainer(context);
    if (!nginx.isRunning()) {
      return NEW_CONFIG;
    }
    Result result;
    try {
      put(context, config.get());
      result = nginx.test(CANDIDATE);
    } finally {
      remove(context);
    }
    judge(context, result);
    return NEW_CONFIG;
  }

  /**
   * What follows this step is undone before it, so that the former config is back in its place; an
   * nginx that had loaded the new one is told.
   */
  @Override
  public void undo(MachineContext context, Undo undo) throws IOException {
    if (!undo.facts().isEmpty()
        && undo.isOn(context.machine())
        && context.machine().state(context) == Machine.State.RUNNING) {
      NginxContainer nginx = new NginxContainer(context);
      if (nginx.isRunning()) {
        nginx.reload();
      }
    }
  }

  private static void judge(RunContext context, Result result) {
    if (result.succeeded()) {
      return;
    }
    Optional<String> reason = NginxContainer.reason(result);
    if (reason.isPresent()) {
      throw new UserError(
          "nginx-config",
          "nginx refuses the new config: " + reason.get(),
          "the former config stays; see the new one with 'dusty compile', and 'nginx_image' in"
              + " 'dusty config list'");
    }
    // The container has come to its end in between, say; nothing is known against the config.
    context
        .reporter()
        .warning("the new nginx config could not be tested: " + result.errors().strip());
  }

  private static void put(RunContext context, String config) throws IOException {
    Path file = context.files().state().resolve(CANDIDATE);
    try {
      Files.writeString(file, config);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      context.machine().copyTo(context, file, DeployedConfig.path(context, CANDIDATE));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void remove(RunContext context) throws IOException {
    String path = DeployedConfig.path(context, CANDIDATE);
    Optional<Path> local = context.machine().local(path);
    if (local.isPresent()) {
      Files.deleteIfExists(local.get());
    } else {
      var _ =
          context
              .machine()
              .run(context, Command.of(Command.Identity.ROOT, LIMIT, "rm", "-f", path));
    }
  }
}
