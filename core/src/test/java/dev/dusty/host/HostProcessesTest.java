package dev.dusty.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.ProcessRunner.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With real processes. */
@Timeout(60)
class HostProcessesTest {

  static final Cancellation NEVER = new Switch();

  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path folder;

  /** A cancellation that a test flips. */
  static final class Switch implements Cancellation {
    private final AtomicBoolean cancelled = new AtomicBoolean();

    void cancel() {
      cancelled.set(true);
    }

    @Override
    public boolean isCancelled() {
      return cancelled.get();
    }

    @Override
    public void check() {
      if (isCancelled()) {
        throw new CancellationException("cancelled");
      }
    }
  }

  static long ownUid(Path folder) throws IOException {
    return ((Number) Files.getAttribute(folder, "unix:uid")).longValue();
  }

  static HostProcesses asItself(Path folder, Cancellation cancellation) throws IOException {
    RunAs runAs = new RunAs(ownUid(folder), RunAs.thisPlatform());
    return new HostProcesses(
        runAs, Optional.empty(), Map.of(), cancellation, folder.resolve("children"));
  }

  private HostProcesses processes() throws IOException {
    return asItself(folder, NEVER);
  }

  private static Command shell(String script) {
    return Command.of(Identity.ROOT, LONG, "sh", "-c", script);
  }

  @Test
  void outputErrorsAndExitCodeComeBack() throws IOException {
    Result result = processes().run(shell("echo out; echo err >&2; exit 3"));
    assertThat(result).isEqualTo(new Result(3, "out\n", "err\n"));
  }

  @Test
  void theEnvironmentIsTheFixedOneAndTheCommandsAlone() throws IOException {
    Result result =
        processes()
            .run(Command.of(Identity.ROOT, LONG, "env").withEnvironment(Map.of("MINE", "1")));
    assertThat(result.output().lines().map(line -> line.substring(0, line.indexOf('='))))
        .containsExactlyInAnyOrder("HOME", "LANG", "MINE", "PATH");
    assertThat(result.output()).contains("LANG=C.UTF-8\n", "MINE=1\n");
  }

  @Test
  void aProcessReadsItsInputAndThenItsEnd() throws IOException {
    String text = "line\n".repeat(100_000);
    Result result = processes().run(shell("wc -c").reading(text));
    assertThat(result.output().strip()).isEqualTo("500000");
  }

  @Test
  void aProcessWithoutInputReadsNothing() throws IOException {
    assertThat(processes().run(shell("cat; echo end")).output()).isEqualTo("end\n");
  }

  @Test
  void aProcessMayEndWithoutReadingItsInput() throws IOException {
    Result result = processes().run(shell("exit 0").reading("x".repeat(1_000_000)));
    assertThat(result.succeeded()).isTrue();
  }

  @Test
  void itRunsInItsFolder() throws IOException {
    assertThat(processes().run(shell("pwd -P").in(folder.toRealPath())).output().strip())
        .isEqualTo(folder.toRealPath().toString());
    assertThat(processes().run(shell("pwd")).output()).isEqualTo("/\n");
  }

  @Test
  void linesComeWhileTheProcessRuns() throws IOException {
    Path seen = folder.resolve("seen");
    // It ends only when the first line was heard.
    Command command = shell("echo first; while [ ! -e " + seen + " ]; do sleep 0.01; done");
    processes()
        .run(
            command,
            (line, error) -> {
              try {
                Files.writeString(seen, line);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(seen).hasContent("first");
  }

  @Test
  void hugeOutputOnBothSidesKeepsTheLastMebibyteAndHandsOutEveryLine() throws IOException {
    List<String> lines = new CopyOnWriteArrayList<>();
    long[] count = new long[1];
    ProcessRunner.Listener counting =
        (line, error) -> {
          count[0]++;
          if (line.contains("last")) {
            lines.add(line);
          }
        };
    Result result =
        processes()
            .run(
                shell(
                    "yes 0123456789 | head -n 400000; echo last out;"
                        + " { yes abcdefghij | head -n 400000; echo last err; } >&2"),
                counting);
    assertThat(count[0]).isEqualTo(800_002);
    assertThat(lines).containsExactlyInAnyOrder("last out", "last err");
    assertThat(result.output()).hasSize(1 << 20).endsWith("last out\n");
    assertThat(result.errors()).hasSize(1 << 20).endsWith("last err\n");
  }

  @Test
  void aSignalIsToldFromAnExitCode() throws IOException {
    assertThat(processes().run(shell("kill -9 $$")).exitCode()).isEqualTo(137);
  }

  @Test
  void aMissingProgramOrFolderIsAnIoException() throws IOException {
    HostProcesses processes = processes();
    assertThatThrownBy(() -> processes.run(Command.of(Identity.ROOT, LONG, "no-such-program")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("there is no program 'no-such-program' in /");
    assertThatThrownBy(() -> processes.run(Command.of(Identity.ROOT, LONG, folder.toString())))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no program '" + folder + "'");
    assertThatThrownBy(() -> processes.run(shell("true").in(folder.resolve("gone"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no folder '" + folder.resolve("gone") + "'");
  }

  @Test
  void aProcessOverItsLimitIsEndedPolitely() throws IOException {
    HostProcesses processes = processes();
    Path said = folder.resolve("said");
    Command command =
        new Command(
            List.of(
                "sh",
                "-c",
                "trap 'echo bye > " + said + "; exit' TERM; while :; do sleep 0.05; done"),
            Identity.ROOT,
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofMillis(300));
    assertThatThrownBy(() -> processes.run(command))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.code()).isEqualTo("time-limit"))
        .hasMessage("'sh -c' was ended because it took longer than 300 ms");
    assertThat(said).hasContent("bye");
  }

  @Test
  void aCancelledProcessIsEndedWithItsGrandchildrenEvenThoseThatIgnoreBeingAsked()
      throws Exception {
    Switch cancellation = new Switch();
    HostProcesses processes = asItself(folder, cancellation);
    List<Long> pids = new CopyOnWriteArrayList<>();
    long start = System.nanoTime();
    assertThatThrownBy(
            () ->
                processes.run(
                    shell(
                        "(trap '' TERM; sh -c 'echo $$; exec sleep 50'; sleep 50) & echo $$; wait"),
                    (line, error) -> {
                      pids.add(Long.valueOf(line));
                      if (pids.size() == 2) {
                        cancellation.cancel();
                      }
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(8));
    assertThat(pids).hasSize(2).noneMatch(HostProcessesTest::runs);
  }

  @Test
  void cancellingIsNoticedAtOnce() throws IOException {
    Switch cancellation = new Switch();
    HostProcesses processes = asItself(folder, cancellation);
    long[] cancelled = new long[1];
    assertThatThrownBy(
            () ->
                processes.run(
                    shell("echo up; exec sleep 50"),
                    (line, error) -> {
                      cancelled[0] = System.nanoTime();
                      cancellation.cancel();
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - cancelled[0]))
        .isLessThan(Duration.ofMillis(500));
  }

  @Test
  void nothingIsStartedAfterACancellation() throws IOException {
    Switch cancellation = new Switch();
    cancellation.cancel();
    HostProcesses processes = asItself(folder, cancellation);
    assertThatThrownBy(() -> processes.run(shell("touch " + folder.resolve("made"))))
        .isInstanceOf(CancellationException.class);
    assertThat(folder.resolve("made")).doesNotExist();
  }

  @Test
  void aListenerThatFailsEndsTheProcessAndItsFailureComesOut() throws IOException {
    HostProcesses processes = processes();
    assertThatThrownBy(
            () ->
                processes.run(
                    shell("yes"),
                    (line, error) -> {
                      throw new IllegalStateException("a bug of the listener");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a bug of the listener");
  }

  @Test
  void aProcessLeftInTheBackgroundIsNotWaitedFor() throws IOException {
    long start = System.nanoTime();
    Result result = processes().run(shell("sleep 5 & echo $!"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    ProcessHandle.of(Long.parseLong(result.output().strip())).ifPresent(ProcessHandle::destroy);
  }

  @Test
  void aRunningProcessIsOnRecordAndAnEndedOneIsNot() throws IOException {
    Path records = folder.resolve("children");
    List<Path> during = new CopyOnWriteArrayList<>();
    Path go = folder.resolve("go");
    processes()
        .run(
            shell("echo $$; while [ ! -e " + go + " ]; do sleep 0.01; done"),
            (line, error) -> {
              try {
                // The record is written after the start, while the first line may be there.
                while (!Files.exists(records.resolve(line))) {
                  Thread.onSpinWait();
                }
                during.add(records.resolve(line));
                Files.createFile(go);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(during).hasSize(1);
    assertThat(records).isEmptyDirectory();
  }

  @Test
  void beforeTheSetupNothingRunsAsTheUser() throws IOException {
    HostProcesses processes = processes();
    assertThatThrownBy(() -> processes.run(Command.of(Identity.USER, LONG, "true")))
        .isInstanceOf(UserError.class)
        .hasMessage("Dusty does not know yet for which user it works");
  }

  @Test
  void rootRunsAsAnotherUserWithItsHomeAndExtraEnvironment() throws IOException {
    HostProcesses processes = asNobody();
    Result result =
        processes.run(
            Command.of(Identity.USER, LONG, "sh", "-c", "id -u; id -G; echo $HOME $SSH_AUTH_SOCK"));
    assertThat(result.output()).isEqualTo("65534\n65534\n/nonexistent /agent\n");
    assertThat(processes.run(Command.of(Identity.ROOT, LONG, "id", "-u")).output())
        .isEqualTo("0\n");
  }

  @Test
  void aProgramThatCannotBeStartedAsTheUserIsAnIoException() throws IOException {
    HostProcesses processes = asNobody();
    Path program = Files.writeString(folder.resolve("program"), "#!/no/such/shell\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatThrownBy(() -> processes.run(Command.of(Identity.USER, LONG, program.toString())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("failed to execute " + program);
    assertThatThrownBy(() -> processes.run(Command.of(Identity.USER, LONG, "no-such-program")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void theUsersProcessStartsInItsFolderAsTheUser() throws IOException {
    HostProcesses processes = asNobody();
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    Command look = Command.of(Identity.USER, LONG, "sh", "-c", "pwd; echo \"$1\"", "sh", "a  b");
    assertThat(processes.run(look.in(open)).output()).isEqualTo(open + "\na  b\n");

    Path closed = Files.createDirectory(folder.resolve("closed"));
    Path within = Files.createDirectory(closed.resolve("within"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(within, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(within.resolve("secret"), "");
    Result refused = processes.run(Command.of(Identity.USER, LONG, "ls").in(within));
    assertThat(refused.succeeded()).isFalse();
    assertThat(refused.output()).isEmpty();
  }

  @Test
  void theUsersProcessIsEndedByRoot() throws IOException {
    HostProcesses processes = asNobody();
    Command command =
        Command.of(Identity.USER, Duration.ofMillis(200), "sh", "-c", "echo $$; exec sleep 50");
    List<Long> pids = new CopyOnWriteArrayList<>();
    assertThatThrownBy(() -> processes.run(command, (line, error) -> pids.add(Long.valueOf(line))))
        .isInstanceOf(UserError.class);
    assertThat(pids).hasSize(1).noneMatch(HostProcessesTest::runs);
  }

  private HostProcesses asNobody() throws IOException {
    assumeTrue(ownUid(folder) == 0, "only root can run as another user");
    HostUser nobody = new HostUser("nobody", 65534, 65534, Path.of("/nonexistent"));
    return new HostProcesses(
        new RunAs(0, RunAs.thisPlatform()),
        Optional.of(nobody),
        Map.of("SSH_AUTH_SOCK", "/agent"),
        NEVER,
        folder.resolve("children"));
  }

  static boolean runs(long pid) {
    return ProcessHandle.of(pid).filter(ProcessStat::runs).isPresent();
  }
}
