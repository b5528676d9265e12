package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.Background;
import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import dev.dusty.distribution.bed.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A daemon that is killed at any moment. Each {@code up} here changes the hosts file, files, nginx,
 * a container's definition, and replaces one container by another.
 */
class KillIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  /** How many moments of an {@code up} are tried: by what can be seen of it, and by the clock. */
  private static final int SIGHTS = 14;

  private static final int TENTHS = 10;

  private static GitRemotes remotes;
  private static Trial trial;
  private static Specs specs;
  private static int version;

  /** How an {@code up} that nobody disturbs looks. */
  private static int sights;

  private static long nanos;

  @BeforeAll
  static void bringUp() {
    remotes = new GitRemotes();
    trial = Trial.start();
    specs = new Specs(remotes.create("specs"));
    change();
    trial.setUp(specs.remote().fileUrl());
    trial.dusty("bundles", "activate", "all").orFail();
    trial.up();
    measure();
  }

  @AfterAll
  static void end() {
    trial.close();
    remotes.close();
  }

  /** Writes the next version of the specs. */
  private static void change() {
    version++;
    if (version > 1) {
      specs.remove("apps", other(version - 1));
    }
    specs
        .answering("web", "web" + version + ".test", "version " + version)
        .answering(other(version), other(version) + ".test", "only in version " + version)
        .bundle("all", "web", other(version))
        .commit();
  }

  private static String other(int number) {
    return "other" + number;
  }

  private static void measure() {
    change();
    Set<String> seen = new HashSet<>();
    long start = System.nanoTime();
    try (Background up = trial.background("up")) {
      while (up.runs()) {
        seen.add(sight(up));
        pause();
      }
      assertThat(up.exitCode()).as(() -> String.join("\n", up.lines())).isZero();
    }
    nanos = System.nanoTime() - start;
    sights = seen.size();
  }

  /** What can be seen of a run from outside: what it says, and the files that it changes. */
  private static String sight(Background up) {
    StringBuilder sight = new StringBuilder().append(up.lines().size());
    Path state = trial.home().resolve("state");
    for (Path folder : List.of(trial.home(), state, state.resolve("journal"))) {
      add(folder, sight);
    }
    add(state.resolve("steps/compose"), sight);
    return sight.toString();
  }

  private static void add(Path folder, StringBuilder sight) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        sight.append(' ').append(file.getFileName());
        if (!Files.isDirectory(file)) {
          sight.append(Files.getLastModifiedTime(file).toMillis());
        }
      }
    } catch (IOException e) {
      // It is being changed, which is a sight as well.
      sight.append('?');
    }
  }

  static IntStream sightsOfAnUp() {
    return IntStream.rangeClosed(1, SIGHTS);
  }

  @ParameterizedTest
  @MethodSource("sightsOfAnUp")
  void anUpKilledAfterAnyChangeIsTakenBackOrDoneAndTheNextOneConverges(int number) {
    Set<String> seen = new HashSet<>();
    int which = 1 + (sights - 1) * number / SIGHTS;
    upKilledWhen(
        up -> {
          seen.add(sight(up));
          return seen.size() > which;
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void anUpKilledAtAnyTimeIsTakenBackOrDoneAndTheNextOneConverges(int tenths) {
    long start = System.nanoTime();
    upKilledWhen(up -> System.nanoTime() - start > nanos * tenths / TENTHS);
  }

  private interface Moment {
    boolean hasCome(Background up);
  }

  private static void upKilledWhen(Moment moment) {
    change();
    String before = trial.hostsFile();
    String killed;
    try (Background up = trial.background("up")) {
      while (up.runs() && !moment.hasCome(up)) {
        pause();
      }
      trial.killDaemon();
      killed = trial.hostsFile();
      assertThat(up.exitCode()).as(() -> String.join("\n", up.lines())).isBetween(0, 3);
    }
    trial.startDaemon();
    String restarted = trial.hostsFile();
    assertThat(trial.dusty("config", "listvalues").orFail().out()).contains("bundles: all");
    trial.dusty("status").orFail();

    trial.up();
    assertThat(killed).isIn(before, trial.hostsFile());
    assertThat(restarted).isIn(before, trial.hostsFile());
    assertConverged();
  }

  /** Looks often enough, and leaves the processor to those who are looked at. */
  private static void pause() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void assertConverged() {
    assertThat(trial.web().await("web" + version + ".test", "/", 200, SOON).body())
        .contains("version " + version);
    assertThat(trial.web().await(other(version) + ".test", "/", 200, SOON).body())
        .contains("only in version " + version);
    assertThat(trial.containers().keySet())
        .containsExactlyInAnyOrder("dustyInternalNginx", "web", other(version));
    assertThat(trial.engine().docker("ps", "-a", "-q").orFail().out().lines()).hasSize(3);
    assertThat(leftovers()).isEmpty();
    assertThat(processes()).isEmpty();
  }

  /** Returns the files that only something unfinished needs. */
  private static Set<String> leftovers() {
    Path home = trial.home();
    Shell found =
        Shell.run(
            home,
            "sh",
            "-c",
            "find . -path ./state/repos -prune -o"
                + " '(' -name '.?*' -o -name '*.new' -o -name '*.tmp' -o -name '*.ended' ')' -print;"
                + " find state/repos -maxdepth 1 -name '.?*'; find state/children -type f;"
                + " find state -maxdepth 1 -name journal");
    return new TreeSet<>(found.out().lines().toList());
  }

  /** Returns the processes that still work on the trial's files. */
  private static List<String> processes() {
    List<String> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      for (Path entry : entries.filter(e -> e.getFileName().toString().matches("\\d+")).toList()) {
        String command = commandLine(entry);
        if (command.contains(trial.home().toString())) {
          found.add(command);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return found;
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline")).replace('\0', ' ');
    } catch (IOException e) {
      // It has ended meanwhile.
      return "";
    }
  }

  /** Kills the daemon some time after a command was asked for, and starts another one. */
  private static void killed(int millis, String... command) {
    long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    try (Background client = trial.background(command)) {
      BooleanSupplier late = () -> System.nanoTime() > end;
      Wait.until("the moment", SOON, late);
      trial.killDaemon();
      assertThat(client.exitCode()).isBetween(0, 3);
    }
    trial.startDaemon();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 300, 600})
  void aStopThatWasKilledIsMendedByTheNextUp(int millis) {
    killed(millis, "stop");
    trial.up();
    assertConverged();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 300, 600})
  void aRestartThatWasKilledIsMendedByTheNextUp(int millis) {
    killed(millis, "restart");
    trial.up();
    assertConverged();
  }

  @Test
  void aConfigurationIsTheOldOrTheNewOneWheneverItsWriterIsKilled() {
    String before = "vm_memory_size: 1000";
    trial.dusty("config", "set", "vm_memory_size", "1000").orFail();
    for (int millis : new int[] {60, 90, 120}) {
      killed(millis, "config", "set", "vm_memory_size", Integer.toString(2000 + millis));
      String now = value("vm_memory_size");
      assertThat(now).isIn(before, "vm_memory_size: " + (2000 + millis));
      before = now;
    }
    assertThat(leftovers()).isEmpty();
  }

  private static String value(String key) {
    return trial
        .dusty("config", "listvalues")
        .orFail()
        .out()
        .lines()
        .filter(line -> line.startsWith(key))
        .findFirst()
        .orElse("");
  }

  @Test
  void anOverrideIsThereOrNotWheneverItsWriterIsKilled() throws IOException {
    Path mine = Files.createDirectory(trial.folder().resolve("mine"));
    for (int millis : new int[] {60, 90, 120}) {
      killed(millis, "repos", "override", "specs", mine.toString());
      assertThat(value("override")).matches("|override .*specs.git: " + mine);
      trial.dusty("repos", "manage", "specs").orFail();
    }
    assertThat(leftovers()).isEmpty();
  }
}
