package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hosts file belongs to the computer's user, with whom Dusty shares it. */
class HostsFileIT {

  private static final String BEGIN = "# BEGIN section for Dusty\n";
  private static final String END = "# END section for Dusty\n";

  private static GitRemotes remotes;
  private static Trial trial;

  @BeforeAll
  static void start() {
    remotes = new GitRemotes();
    Specs specs =
        new Specs(remotes.create("specs"))
            .answering("web", "web.test", "hello")
            .bundle("all", "web")
            .commit();
    trial = Trial.start().setUp(specs.remote().fileUrl()).activate("all");
  }

  @AfterAll
  static void end() {
    trial.close();
    remotes.close();
  }

  @BeforeEach
  void nothingRuns() {
    trial.dusty("stop", "--rm").orFail();
  }

  private static Path file() {
    return trial.home().resolve("hosts");
  }

  private static String section() {
    return BEGIN + trial.address() + " web.test\n" + END;
  }

  @Test
  void theUsersOwnLinesStayAsTheyAre() throws IOException {
    Files.writeString(file(), "127.0.0.1\tlocalhost # mine\n\n10.0.0.9 printer");
    trial.up();
    assertThat(trial.hostsFile())
        .isEqualTo("127.0.0.1\tlocalhost # mine\n\n10.0.0.9 printer\n" + section());
  }

  @Test
  void aNameThatTheUserLeadsElsewhereIsReportedAndStays() throws IOException {
    Files.writeString(file(), "127.0.0.1 localhost\n10.0.0.9 printer web.test\n");
    assertThat(trial.up().err())
        .contains(
            file() + ":2: 'web.test' has the address 10.0.0.9 here and " + trial.address(),
            "the first line wins, so the name does not lead to its app");
    assertThat(trial.hostsFile())
        .isEqualTo("127.0.0.1 localhost\n10.0.0.9 printer web.test\n" + section());
  }

  @Test
  void aNameThatTheUserLeadsElsewhereIsReportedAlsoWhereNothingIsToDo() throws IOException {
    Files.writeString(file(), "127.0.0.1 localhost\n");
    trial.up();
    Files.writeString(file(), "10.0.0.9 web.test\n" + trial.hostsFile());
    Shell up = trial.up();
    assertThat(up.out()).contains("Nothing to do");
    assertThat(up.err()).contains(file() + ":1: 'web.test' has the address 10.0.0.9 here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a, BEGIN, b | 2 | without '# END section for Dusty' after it",
        "END, a | 1 | without '# BEGIN section for Dusty' before it",
        "BEGIN, END, a, BEGIN, END | 4 | a second '# BEGIN section for Dusty'"
      })
  void aDamagedSectionIsReportedWithItsLineAndNothingIsChanged(
      String lines, int line, String problem) throws IOException {
    String text =
        lines.replace("BEGIN", BEGIN.strip()).replace("END", END.strip()).replace(", ", "\n");
    Files.writeString(file(), text);
    for (String[] command : new String[][] {{"up"}, {"up", "--dry-run"}}) {
      Shell up = trial.dusty(command);
      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.err())
          .contains("dusty: " + file() + ":" + line + ": Dusty's section is damaged", problem)
          .contains("mend or remove the marker lines");
      assertThat(trial.hostsFile()).isEqualTo(text);
      assertThat(trial.containers()).isEmpty();
    }
  }
}
