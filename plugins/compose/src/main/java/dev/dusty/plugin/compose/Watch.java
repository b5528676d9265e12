package dev.dusty.plugin.compose;

import dev.dusty.api.step.Pause;
import dev.dusty.api.step.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks at containers that were just started, for as long as a bad start takes to show: short for
 * most, longer for an app that has something to do before its main process.
 *
 * @param endedBefore when those that had run before ended, by name: what they wrote by then is old
 * @param began when the last of them was started, as {@link System#nanoTime} counts
 */
record Watch(
    StepContext context,
    Survey survey,
    StateFiles files,
    Map<String, Instant> endedBefore,
    long began) {

  private static final Duration SHORT = Duration.ofMillis(250);
  private static final Duration LONG = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(70);
  private static final int LINES = 10;

  /** What stands in the place of a container's first process until it is executed. */
  private static final String BEGINNING = "runc init";

  /** Returns the names of those that failed, sorted; each is told of as a warning. */
  Set<String> failed(Set<String> started) {
    Set<String> preparing = new TreeSet<>(started);
    preparing.removeIf(name -> !prepares(name));
    while (true) {
      context.cancellation().check();
      Map<String, Present> present = look();
      preparing.removeIf(name -> !stillPrepares(present.get(name)));
      Duration time = Duration.ofNanos(System.nanoTime() - began);
      boolean last = time.compareTo(preparing.isEmpty() ? SHORT : LONG) >= 0;
      boolean decided = started.stream().allMatch(name -> failure(present.get(name)).isPresent());
      if (last || decided) {
        // One may have ended after it was looked at.
        return report(started, look());
      }
      Duration left = SHORT.minus(time);
      Pause.of(left.isPositive() && left.compareTo(PAUSE) < 0 ? left : PAUSE);
    }
  }

  private Map<String, Present> look() {
    return Survey.byName(Survey.ours(survey.engine(), files));
  }

  private Set<String> report(Set<String> started, Map<String, Present> present) {
    Set<String> failed = new TreeSet<>();
    for (String name : started) {
      Present container = present.get(name);
      Optional<String> failure = failure(container);
      if (container != null && failure.isPresent()) {
        failed.add(name);
        List<String> lines = new ArrayList<>(List.of(name + " " + failure.get()));
        List<String> log =
            survey
                .engine()
                .lastLines(container.id(), LINES, endedBefore.getOrDefault(name, Instant.EPOCH));
        lines.set(0, lines.get(0) + (log.isEmpty() ? "; it wrote nothing" : "; its last lines:"));
        log.forEach(line -> lines.add("  " + line));
        context.reporter().warning(String.join("\n", lines));
        context.reporter().failed(name, failure.get());
      }
    }
    return failed;
  }

  private Optional<String> failure(@Nullable Present container) {
    if (container == null) {
      return Optional.empty();
    }
    if (container.health().equals("unhealthy")) {
      return Optional.of("is unhealthy");
    }
    return switch (container.state()) {
      case "restarting" -> Optional.of("ends and is restarted again and again");
      case "dead" -> Optional.of("is dead");
      case "exited" -> {
        int code = container.exitCode().orElse(0);
        Definition definition = survey.definitions().get(container.name());
        boolean mayEnd =
            definition != null && definition.container().kind() == Container.Kind.SERVICE;
        // A service that ends well may have been there to prepare something.
        yield code == 0 && mayEnd ? Optional.empty() : Optional.of("exited with code " + code);
      }
      default -> Optional.empty();
    };
  }

  /** Returns whether an app does something before its main process, or may never have another. */
  private boolean prepares(String name) {
    Definition definition = survey.definitions().get(name);
    return definition != null
        && (definition.container().commandFile().contains("dusty_status")
            || definition.container().commandFile().contains("dusty_start"));
  }

  private boolean stillPrepares(@Nullable Present container) {
    return container != null
        && container.isRunning()
        && mayPrepare(survey.engine().processes(container.id()));
  }

  /**
   * Returns whether a container's main process may be still to come.
   *
   * @param processes the command lines of its processes, as {@code ps} shows them
   */
  static boolean mayPrepare(List<String> processes) {
    // Those that have ended and still wait to be reaped stand in brackets (ps(1), COMMAND).
    List<String> alive = processes.stream().filter(command -> !command.startsWith("[")).toList();
    // One that runs without any process has just ended, and the engine does not know it yet; one
    // that has just begun may still be the runtime's.
    return alive.isEmpty()
        || alive.stream()
            .anyMatch(
                command -> command.startsWith("sh /command_files/") || command.equals(BEGINNING));
  }
}
