package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.protocol.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final String CLEAR = "\u001b[J";

  private final StringWriter shown = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();

  private Console console(int columns, String... variables) {
    return new Console(
        new PrintWriter(new StringWriter()),
        new PrintWriter(shown, true),
        Path.of("/"),
        variables.length == 0 ? Map.of() : Map.of(variables[0], variables[1], "TERM", "xterm"),
        new Terminal(true, true, true, columns));
  }

  private LiveProgress live(int columns, String... variables) {
    return new LiveProgress(console(columns, variables), nanos::get);
  }

  /** Returns what was drawn last. */
  private String last() {
    String all = shown.toString();
    return all.substring(all.lastIndexOf(CLEAR) + CLEAR.length());
  }

  private void later(long millis) {
    nanos.addAndGet(millis * 1_000_000);
  }

  @Test
  void eachThingHasALineWithItsTime() {
    LiveProgress progress = live(40, "NO_COLOR", "1");
    progress.item("web", "starting", false);
    later(1500);
    progress.item("web", "started", true);
    progress.item("db", "pulling", false);
    later(200);
    progress.finish();
    assertThat(last())
        .isEqualTo(
            " * web  started                   1.5s\n"
                + " - db  pulling                    0.2s\n");
  }

  @Test
  void marksAreUnicodeWhereTheLocaleIs() {
    LiveProgress progress = live(20, "LC_ALL", "de_DE.UTF-8");
    progress.item("a", "up", true);
    progress.failed("b", "failed");
    progress.finish();
    assertThat(last())
        .isEqualTo(
            "\u001b[32m \u2714 a  up      0.0s\u001b[0m\n"
                + "\u001b[31m \u2718 b  failed  0.0s\u001b[0m\n");
  }

  @Test
  void marksArePlainWhereNothingIsKnown() {
    LiveProgress progress = live(20);
    progress.item("a", "up", true);
    progress.failed("b", "interrupted");
    progress.finish();
    assertThat(last())
        .isEqualTo(
            "\u001b[32m * a  up      0.0s\u001b[0m\n\u001b[31m x b  interrup 0.0s\u001b[0m\n");
  }

  @Test
  void aThingThatBeginsAgainIsTimedAgain() {
    LiveProgress progress = live(40, "NO_COLOR", "1");
    progress.item("web", "started", true);
    later(60_000);
    progress.item("web", "restarting", false);
    later(700);
    progress.item("web", "restarted", true);
    progress.finish();
    assertThat(last()).isEqualTo(" * web  restarted                 0.7s\n");
  }

  @Test
  void linesThatStayAreAboveTheList() {
    LiveProgress progress = live(30, "NO_COLOR", "1");
    progress.item("web", "starting", false);
    progress.line("first");
    progress.warning("second");
    progress.progress("pulling");
    progress.item("web", "started", true);
    progress.finish();
    assertThat(Screen.after(shown.toString(), 30))
        .containsExactly("first", "warning: second", " * web  started         0.0s", "");
  }

  @Test
  void nothingIsDrawnOverOnceItIsFinished() {
    LiveProgress progress = live(30, "NO_COLOR", "1");
    progress.item("web", "started", true);
    progress.finish();
    progress.finish();
    String before = shown.toString();
    progress.line("later");
    assertThat(shown.toString()).isEqualTo(before + "later\n");
  }

  @Test
  void whatWouldMoveTheCursorIsLeftOut() {
    LiveProgress progress = live(60, "NO_COLOR", "1");
    progress.item("a\nb", "\u001b[31mred\u001b[0m\ttab\u001b[2J", true);
    progress.progress("x\r\ny");
    progress.finish();
    assertThat(Screen.after(shown.toString(), 60))
        .containsExactly(" * a b  red tab" + " ".repeat(39) + "0.0s", "");
  }

  @Test
  void ofALongListWhatIsAtWorkIsShownUntilAllIsAtTheEnd() throws InterruptedException {
    LiveProgress progress = live(40, "NO_COLOR", "1");
    for (int i = 0; i < 30; i++) {
      progress.item("done" + i, "up", true);
    }
    for (int i = 0; i < 30; i++) {
      progress.item("work" + i, "starting", false);
    }
    progress.line("above");
    assertThat(last()).doesNotContain("done").contains("work0 ", "work19 ");
    assertThat(last().lines()).hasSize(20);
    progress.finish();
    assertThat(last().lines()).hasSize(60);
  }

  @Test
  void manyChangesAreNotAsManyDrawings() {
    LiveProgress progress = live(40);
    for (int i = 0; i < 20_000; i++) {
      progress.progress("at byte " + i);
    }
    progress.finish();
    assertThat(shown.toString().split("at byte", -1).length).isLessThan(100);
  }

  @Property(tries = 200)
  void noLineIsLongerThanTheTerminal(
      @ForAll @IntRange(min = 20, max = 50) int columns,
      @ForAll @CharRange(to = '~') @Chars({'\u4e2d', '\ud55c'}) @StringLength(max = 70) String name,
      @ForAll @CharRange(to = '~') @Chars({'\u4e2d', '\ud55c'}) @StringLength(max = 70)
          String state,
      @ForAll @IntRange(max = 100_000) int seconds) {
    StringWriter text = new StringWriter();
    Console console =
        new Console(
            new PrintWriter(new StringWriter()),
            new PrintWriter(text, true),
            Path.of("/"),
            Map.of("LANG", "C.UTF-8"),
            new Terminal(true, true, true, columns));
    AtomicLong time = new AtomicLong();
    LiveProgress progress = new LiveProgress(console, time::get);
    progress.item(name, state, false);
    progress.progress(state + name);
    time.addAndGet(seconds * 1_000_000_000L);
    progress.item(name, state + "\ud83d\udc33\u4e2d".repeat(9), true);
    progress.finish();
    assertThat(Screen.after(text.toString(), columns)).hasSize(2);
  }

  @Test
  void withoutATerminalThereIsALineForEachEnd() {
    PlainProgress progress = new PlainProgress(console(20));
    progress.item("web", "Starting", false);
    progress.progress("pulling");
    progress.item("web", "Started", true);
    progress.line("a line that is longer than any terminal");
    progress.warning("little space");
    progress.finish();
    assertThat(shown.toString())
        .isEqualTo(
            "web: started\na line that is longer than any terminal\nwarning: little space\n");
  }

  @Test
  void itIsLiveOnATerminalOnlyThatCanMoveItsCursor() {
    assertThat(Progress.of(console(80, "LANG", "C"))).isInstanceOf(LiveProgress.class);
    Console plain = console(80);
    Console dumb =
        new Console(
            plain.out(), plain.err(), plain.folder(), Map.of("TERM", "dumb"), plain.terminal());
    assertThat(Progress.of(dumb)).isInstanceOf(PlainProgress.class);
    Console none = new Console(plain.out(), plain.err(), plain.folder(), Map.of(), Terminal.NONE);
    assertThat(Progress.of(none)).isInstanceOf(PlainProgress.class);
  }
}
