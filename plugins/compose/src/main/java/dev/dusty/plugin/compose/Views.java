package dev.dusty.plugin.compose;

import com.github.dockerjava.api.exception.NotFoundException;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.spec.Names;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.text.ResourceText;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What containers see of the repos that a machine mounts. One that was started before a folder was
 * mounted, as when a VM boots, sees what lies beneath; one whose mount has died sees nothing. Where
 * another copy of the repo was mounted since, the container keeps the one that it started with.
 *
 * @param context where the machine is
 * @param engine the engine there
 * @param repos the folder of the machine that shows the repos
 */
record Views(MachineContext context, Engine engine, String repos) {

  private static final String SCRIPT = ResourceText.of(Views.class, "views.sh");

  /** A server that answers at all does so sooner. */
  private static final int ANSWER_SECONDS = 10;

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /**
   * Returns whether a container sees what is mounted when it starts. On this computer, a repo is
   * shown by a link, which Docker follows.
   */
  boolean areTakenOnce() {
    return context.machine().local(repos).isEmpty();
  }

  static Views of(RunContext context, Engine engine) {
    return new Views(context, engine, context.input().site().repos());
  }

  /** Returns which of some containers run and do not see a repo that is mounted for them. */
  Set<String> lost(Collection<Present> containers) throws IOException {
    if (!areTakenOnce()) {
      return Set.of();
    }
    StringBuilder lines = new StringBuilder();
    containers.stream()
        .filter(Present::isRunning)
        .forEach(container -> lines.append(lines(container)));
    if (lines.isEmpty()) {
      return Set.of();
    }
    ProcessRunner.Result result =
        context
            .machine()
            .run(
                context,
                Command.of(
                        Identity.ROOT,
                        LIMIT,
                        "sh",
                        "-c",
                        SCRIPT,
                        "dusty-views",
                        String.valueOf(ANSWER_SECONDS))
                    .reading(lines.toString()));
    return result.succeeded() ? new TreeSet<>(result.output().lines().toList()) : Set.of();
  }

  /** Returns a line of the script's input for each repo that a container mounts. */
  private String lines(Present container) {
    List<Mounts.Mount> mounts =
        container.mounts().stream()
            .filter(mount -> mount.source().startsWith(repos + "/"))
            .filter(mount -> !Names.hasControlCharacter(mount.source() + mount.target()))
            .toList();
    StringBuilder lines = new StringBuilder();
    if (!mounts.isEmpty()) {
      String process = container.name() + "\t" + process(container.id()) + "\t";
      for (Mounts.Mount mount : mounts) {
        lines
            .append(process)
            .append(
                String.join(
                    "\t",
                    mount.source(),
                    escaped(mount.source()),
                    mount.target(),
                    escaped(mount.target())))
            .append('\n');
      }
    }
    return lines.toString();
  }

  /** Returns the id of a container's first process on the machine; 0 if it has ended. */
  private long process(String id) {
    try {
      Long pid =
          engine.ask(() -> engine.client().inspectContainerCmd(id).exec()).getState().getPidLong();
      return pid == null ? 0 : pid;
    } catch (NotFoundException e) {
      return 0;
    }
  }

  /** See proc_pid_mountinfo(5). */
  private static String escaped(String path) {
    return path.replace("\\", "\\134").replace(" ", "\\040");
  }
}
