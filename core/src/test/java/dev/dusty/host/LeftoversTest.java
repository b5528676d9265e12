package dev.dusty.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LeftoversTest {

  @TempDir private Path folder;

  @Test
  void whatAKilledDaemonLeftRunningIsEndedWithItsChildren() throws Exception {
    Process left = new ProcessBuilder("sh", "-c", "sleep 50 & echo $!; wait").start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(left.getInputStream(), StandardCharsets.UTF_8));
    long child = Long.parseLong(output.readLine());
    new ChildRecords(folder).add(left.toHandle(), "git");

    assertThat(Leftovers.end(folder)).containsExactly("git");
    assertThat(left.waitFor()).isEqualTo(143);
    assertThat(HostProcessesTest.runs(child)).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aLaterProcessOfTheSameNumberIsLeftAlone() throws Exception {
    Process other = new ProcessBuilder("sleep", "50").start();
    try {
      new ChildRecords(folder).add(other.toHandle(), "git");
      Path record = folder.resolve(Long.toString(other.pid()));
      Files.writeString(record, "9" + Files.readString(record));
      assertThat(Leftovers.end(folder)).isEmpty();
      assertThat(other.isAlive()).isTrue();
      assertThat(folder).isEmptyDirectory();
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void recordsThatAreCutOffOrNoRecordsDoNoHarm() throws IOException {
    Files.createFile(folder.resolve(Long.toString(ProcessHandle.current().pid())));
    Files.writeString(folder.resolve("x"), "a\nb\n");
    assertThat(Leftovers.end(folder)).isEmpty();
    assertThat(Leftovers.end(folder.resolve("missing"))).isEmpty();
  }
}
