package dev.dusty.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipeTest {

  @TempDir Path folder;
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final AtomicLong seen = new AtomicLong();

  private final Cancellation cancellation =
      new Cancellation() {
        @Override
        public boolean isCancelled() {
          return cancelled.get();
        }

        @Override
        public void check() {
          if (cancelled.get()) {
            throw new CancellationException();
          }
        }
      };

  private Pipe.End end(String script) {
    HostProcesses processes =
        new HostProcesses(
            new RunAs(0, RunAs.thisPlatform()),
            Optional.empty(),
            Map.of(),
            cancellation,
            folder.resolve("children"));
    return new Pipe.End(
        processes, Command.of(Identity.ROOT, Duration.ofMinutes(1), "sh", "-c", script));
  }

  private Pipe.Outcome run(String from, String to) throws IOException {
    return new Pipe(cancellation, seen::set).run(end(from), end(to));
  }

  @Test
  void allBytesArriveAndAreCounted() throws IOException {
    Pipe.Outcome outcome = run("head -c 3000000 /dev/zero; echo said >&2", "wc -c; echo too >&2");
    assertThat(outcome.succeeded()).isTrue();
    assertThat(outcome.sink().output().strip()).isEqualTo("3000000");
    assertThat(outcome.bytes()).isEqualTo(3_000_000);
    assertThat(seen).hasValue(3_000_000);
    assertThat(outcome.source().errors()).isEqualTo("said\n");
    assertThat(outcome.sink().errors()).isEqualTo("too\n");
    assertThat(outcome.sha256())
        .isEqualTo(run("head -c 3000000 /dev/zero", "cat >/dev/null").sha256())
        .isEqualTo(run("head -c 3000000 /dev/zero", "sha256sum").sink().output().split(" ")[0]);
    assertThat(folder.resolve("children")).isEmptyDirectory();
  }

  @Test
  void whoeverFailsSaysSo() throws IOException {
    Pipe.Outcome source = run("echo a; exit 3", "cat");
    assertThat(source.source().exitCode()).isEqualTo(3);
    assertThat(source.sink().succeeded()).isTrue();
    Pipe.Outcome sink = run("while echo a; do :; done", "read line; echo full >&2; exit 4");
    assertThat(sink.sink().exitCode()).isEqualTo(4);
    assertThat(sink.sink().errors()).isEqualTo("full\n");
    assertThat(sink.source().succeeded()).isFalse();
  }

  @Test
  void bothAreEndedWhereTheCommandIsCancelled() {
    assertThatThrownBy(
            () ->
                new Pipe(cancellation, bytes -> cancelled.set(true))
                    .run(end("echo a; sleep 1000"), end("cat; sleep 1000")))
        .isInstanceOf(CancellationException.class);
    assertThat(folder.resolve("children")).isEmptyDirectory();
  }
}
