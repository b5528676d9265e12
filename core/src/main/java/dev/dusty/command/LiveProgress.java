package dev.dusty.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A list that is drawn over itself as things go on, a line for each with the time that it took.
 * Lines that stay are written above it.
 */
final class LiveProgress implements Progress {

  private static final long REDRAW_MILLIS = 100;
  private static final String[] TURNS = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  private static final String[] PLAIN_TURNS = {"|", "/", "-", "\\"};
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final int MOST_ROWS = 20;

  private final Console console;
  private final boolean utf8;
  private final boolean colours;
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition ended = lock.newCondition();
  private final LongSupplier clock;
  private final Thread drawer;
  private String now = "";
  private int drawn;
  private int turn;
  private boolean closed;

  /** One thing, how far it is, and how long it took. */
  private record Row(String state, boolean done, boolean bad, long start, long end) {}

  LiveProgress(Console console) {
    this(console, System::nanoTime);
  }

  /** Creates it with a clock of nanoseconds. */
  LiveProgress(Console console, LongSupplier clock) {
    this.console = console;
    this.clock = clock;
    Map<String, String> environment = console.environment();
    String locale =
        environment.getOrDefault(
            "LC_ALL", environment.getOrDefault("LC_CTYPE", environment.getOrDefault("LANG", "")));
    this.utf8 = locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
    this.colours = environment.getOrDefault("NO_COLOR", "").isEmpty();
    this.drawer = Thread.ofVirtual().start(this::drawNowAndThen);
  }

  @Override
  public void progress(String text) {
    change(() -> now = TerminalText.oneLine(text));
  }

  @Override
  public void item(String name, String state, boolean done) {
    row(name, state, done, false);
  }

  @Override
  public void failed(String name, String state) {
    row(name, state, true, true);
  }

  private void row(String name, String state, boolean done, boolean bad) {
    change(
        () -> {
          long time = clock.getAsLong();
          Row before = rows.get(name);
          long start = before == null || before.done() ? time : before.start();
          rows.put(name, new Row(TerminalText.oneLine(state), done, bad, start, time));
        });
  }

  @Override
  public void line(String text) {
    above(text);
  }

  @Override
  public void warning(String text) {
    above("warning: " + text);
  }

  @Override
  public void finish() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      now = "";
      draw();
      changed.signalAll();
      ended.signalAll();
    } finally {
      lock.unlock();
    }
    drawer.interrupt();
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void above(String said) {
    String text = TerminalText.plain(said);
    lock.lock();
    try {
      if (closed) {
        console.err().println(text);
        return;
      }
      console.err().print(start() + text + "\n");
      drawn = 0;
      draw();
    } finally {
      lock.unlock();
    }
  }

  private void drawNowAndThen() {
    lock.lock();
    try {
      while (!closed) {
        boolean alone = rows.isEmpty() && now.isEmpty();
        if (alone) {
          changed.await();
        } else {
          draw();
          turn++;
          // However often things change, as git and docker count bytes.
          long _ = ended.awaitNanos(TimeUnit.MILLISECONDS.toNanos(REDRAW_MILLIS));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Returns what brings the cursor to the list's first line and clears the list. */
  private String start() {
    return drawn == 0 ? "\r" + CLEAR_BELOW : "\r" + "\u001b[%dA".formatted(drawn) + CLEAR_BELOW;
  }

  private void draw() {
    StringBuilder text = new StringBuilder(start());
    int lines = 0;
    // Of a long list, what is done has scrolled away at its end.
    int hidden = closed ? 0 : Math.max(0, rows.size() - MOST_ROWS);
    for (Map.Entry<String, Row> row : rows.entrySet()) {
      if (hidden > 0 && row.getValue().done()) {
        hidden--;
        continue;
      }
      if (!closed && lines == MOST_ROWS) {
        break;
      }
      text.append(line(row.getKey(), row.getValue())).append('\n');
      lines++;
    }
    if (!now.isEmpty()) {
      text.append(cut(now)).append('\n');
      lines++;
    }
    drawn = lines;
    console.err().print(text);
    console.err().flush();
  }

  private String line(String name, Row row) {
    String[] turns = utf8 ? TURNS : PLAIN_TURNS;
    String mark =
        row.done()
            ? row.bad() ? (utf8 ? "✘" : "x") : (utf8 ? "✔" : "*")
            // What nobody waits for any more turns no more.
            : closed ? "-" : turns[turn % turns.length];
    long nanos = (row.done() ? row.end() : clock.getAsLong()) - row.start();
    String time = String.format(Locale.ROOT, "%.1fs", Duration.ofNanos(nanos).toMillis() / 1000.0);
    int room = console.terminal().columns() - time.length() - 2;
    String shown =
        TerminalText.cut(" " + mark + " " + TerminalText.oneLine(name) + "  " + row.state(), room);
    String whole = shown + " ".repeat(Math.max(1, room - TerminalText.width(shown))) + time;
    if (!colours || !row.done()) {
      return whole;
    }
    return (row.bad() ? "\u001b[31m" : "\u001b[32m") + whole + "\u001b[0m";
  }

  private String cut(String text) {
    return TerminalText.cut(text, console.terminal().columns() - 1);
  }
}
