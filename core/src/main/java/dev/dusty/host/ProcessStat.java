package dev.dusty.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What tells a process from a later one of the same number, and whether it still does anything.
 *
 * @param start when it started, in a form to compare; the same as long as it lives, whatever the
 *     clock is set to
 * @param dead whether it has ended and only waits for its parent to take note
 */
record ProcessStat(String start, boolean dead) {

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** The fields of proc_pid_stat(5) that count, after the program's name in parentheses. */
  private static final int STATE = 0;

  private static final int START_TIME = 19;

  /** Returns the state of a process; empty if it is not there any more. */
  static Optional<ProcessStat> of(ProcessHandle process) {
    if (!Files.exists(BOOT)) {
      return process
          .info()
          .startInstant()
          .filter(start -> process.isAlive())
          .map(start -> new ProcessStat(start.toString(), false));
    }
    try {
      // The name may hold any byte, also parentheses.
      String stat =
          Files.readString(
              Path.of("/proc/" + process.pid() + "/stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      String start = Files.readString(BOOT).strip() + " " + fields[START_TIME];
      return Optional.of(
          new ProcessStat(start, fields[STATE].equals("Z") || fields[STATE].equals("X")));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Returns whether a process still does anything. */
  static boolean runs(ProcessHandle process) {
    return process.isAlive() && of(process).filter(stat -> !stat.dead()).isPresent();
  }
}
