package dev.dusty.host;

import dev.dusty.api.step.Deadline;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A process and everything that it started. */
final class ProcessTree {

  private static final Duration POLL = Duration.ofMillis(10);

  /** How long the kernel may take to remove a process that was ended forcibly. */
  private static final Duration FORCED = Duration.ofSeconds(2);

  private ProcessTree() {}

  /**
   * Ends processes with their descendants: asks them to end, and after a time of grace makes them.
   * Returns when they are gone.
   */
  static void end(Collection<ProcessHandle> roots, Duration grace) {
    Set<ProcessHandle> tree = grown(new LinkedHashSet<>(roots));
    // Parents first: a shell would otherwise go on with its next command.
    tree.forEach(ProcessHandle::destroy);
    waitFor(tree, grace);
    // A process may have started another one while it was asked to end.
    tree = grown(tree);
    tree.stream().filter(ProcessStat::runs).forEach(ProcessHandle::destroyForcibly);
    waitFor(tree, FORCED);
  }

  private static Set<ProcessHandle> grown(Set<ProcessHandle> known) {
    Set<ProcessHandle> tree = new LinkedHashSet<>(known);
    known.forEach(root -> root.descendants().forEach(tree::add));
    return tree;
  }

  private static void waitFor(Set<ProcessHandle> tree, Duration limit) {
    Deadline deadline = Deadline.in(limit);
    // An interrupt has been heard already by whoever ends the tree, and must not cut this short.
    boolean interrupted = Thread.interrupted();
    while (!deadline.isOver() && tree.stream().anyMatch(ProcessStat::runs)) {
      LockSupport.parkNanos(POLL.toNanos());
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
