package dev.dusty.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  @TempDir Path state;
  private Journal journal = new Journal(Path.of("/"));

  @BeforeEach
  void inAFolderOfItsOwn() {
    journal = new Journal(state.resolve("journal"));
  }

  private static Journal.Entry entry(int number, String step) {
    return new Journal.Entry(number, step, Map.of("text", "a\0b\n\u2603 " + step));
  }

  @Test
  void beforeARunNothingIsUnfinished() throws IOException {
    assertThat(journal.unfinished()).isEmpty();
  }

  @Test
  void aRunThatChangedNothingYetIsUnfinished() throws IOException {
    journal.begin();
    assertThat(journal.unfinished()).contains(List.of());
  }

  @Test
  void anotherProcessReadsWhatWasWrittenTheLastStepFirst() throws IOException {
    journal.begin();
    for (int i = 0; i < 12; i++) {
      journal.write(entry(i, "step-" + i));
    }
    assertThat(new Journal(state.resolve("journal")).unfinished().orElseThrow())
        .hasSize(12)
        .startsWith(entry(11, "step-11"), entry(10, "step-10"), entry(9, "step-9"))
        .endsWith(entry(0, "step-0"));
  }

  @Test
  void theLastWordOfAStepCounts() throws IOException {
    journal.begin();
    journal.write(entry(0, "a"));
    Journal.Entry second = new Journal.Entry(0, "a", Map.of("text", "other"));
    journal.write(second);
    assertThat(journal.unfinished()).contains(List.of(second));
  }

  @Test
  void whatWasTakenBackIsGone() throws IOException {
    journal.begin();
    journal.write(entry(0, "a"));
    journal.write(entry(1, "b"));
    journal.remove(entry(1, "b"));
    assertThat(journal.unfinished()).contains(List.of(entry(0, "a")));
  }

  @Test
  void anEndedRunLeavesNothing() throws IOException {
    journal.begin();
    journal.write(entry(0, "a"));
    journal.end();
    assertThat(journal.unfinished()).isEmpty();
    assertThat(state).isEmptyDirectory();
  }

  @Test
  void endingTwiceIsTheSameAsOnce() throws IOException {
    journal.begin();
    journal.end();
    journal.end();
    assertThat(journal.unfinished()).isEmpty();
  }

  @Test
  void aRunCanBeginThoughTheEndOfAnEarlierOneWasKilled() throws IOException {
    Path ended = Files.createDirectory(state.resolve("journal.ended"));
    Files.writeString(ended.resolve("000-a.json"), "{}");
    journal.begin();
    journal.write(entry(0, "b"));
    journal.end();
    assertThat(state).isEmptyDirectory();
  }

  @Test
  void whatAnEndThatWasKilledHasLeftCanBeRemovedWithoutAnotherRun() throws IOException {
    Path ended = Files.createDirectory(state.resolve("journal.ended"));
    Files.writeString(ended.resolve("000-a.json"), "{}");
    journal.discard();
    journal.discard();
    assertThat(state).isEmptyDirectory();
  }

  @Test
  void whatIsInItIsForRootAlone() throws IOException {
    journal.begin();
    journal.write(entry(0, "a"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(journal.folder())))
        .isEqualTo("rwx------");
    assertThat(journal.folder()).isDirectoryContaining("glob:**/000-a.json");
  }
}
