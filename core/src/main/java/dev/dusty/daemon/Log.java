package dev.dusty.daemon;

import dev.dusty.command.LastErrors;
import dev.dusty.command.TerminalText;
import java.io.PrintStream;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * The daemon's log, on standard error. Under systemd each line begins with its priority as in
 * sd-daemon(3), and the journal adds the time; elsewhere it begins with the time.
 *
 * @param out where it goes
 * @param journal whether the journal reads it
 * @param lastErrors keeps what is more than information
 */
record Log(PrintStream out, boolean journal, LastErrors lastErrors) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  /** How much a line matters; the numbers are those of syslog(3). */
  private enum Priority {
    ERROR(3),
    WARNING(4),
    INFO(6);

    private final int number;

    Priority(int number) {
      this.number = number;
    }
  }

  static Log of(PrintStream out, Map<String, String> environment, LastErrors lastErrors) {
    return new Log(out, environment.containsKey("JOURNAL_STREAM"), lastErrors);
  }

  void info(String text) {
    write(Priority.INFO, text);
  }

  void warning(String text) {
    write(Priority.WARNING, text);
  }

  void error(String text) {
    write(Priority.ERROR, text);
  }

  /** A failure that should not happen, with where it came from. */
  void bug(String text, Throwable thrown) {
    StringBuilder all = new StringBuilder(text).append(": ").append(thrown);
    for (StackTraceElement element : thrown.getStackTrace()) {
      all.append("\n  at ").append(element);
    }
    if (thrown.getCause() != null) {
      all.append("\ncaused by ").append(thrown.getCause());
      for (StackTraceElement element : thrown.getCause().getStackTrace()) {
        all.append("\n  at ").append(element);
      }
    }
    write(Priority.ERROR, all.toString());
  }

  private void write(Priority priority, String text) {
    if (priority != Priority.INFO) {
      lastErrors.add(priority.name() + "  " + text);
    }
    String head =
        journal
            ? "<" + priority.number + ">"
            : TIME.format(LocalDateTime.now(ZoneId.systemDefault()))
                + (priority == Priority.INFO ? "  " : "  " + priority.name() + "  ");
    StringBuilder lines = new StringBuilder();
    TerminalText.plain(text).lines().forEach(line -> lines.append(head).append(line).append('\n'));
    synchronized (out) {
      out.print(lines);
      out.flush();
    }
  }
}
