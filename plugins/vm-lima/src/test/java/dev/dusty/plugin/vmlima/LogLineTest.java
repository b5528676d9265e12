package dev.dusty.plugin.vmlima;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How Lima's lines of log are read. */
class LogLineTest {

  @Test
  void messagesAreReadWithoutTheirQuotesAndWhoSaidThem() {
    List<LogLine> lines =
        Samples.read("start-failed.log")
            .lines()
            .flatMap(line -> LogLine.parse(line).stream())
            .toList();
    assertThat(lines)
        .containsExactly(
            new LogLine("info", "Using the existing instance \"dusty\""),
            new LogLine("info", "Starting the instance \"dusty\" with internal VM driver \"vz\""),
            new LogLine("info", "Waiting for the essential requirement 1 of 2: \"ssh\""),
            new LogLine("warning", "no answer yet"),
            new LogLine("fatal", "did not receive an event with the \"running\" status"));
  }

  @Test
  void aMessageOfOneWordHasNoQuotesAndFieldsBehindItAreLeftOut() {
    assertThat(LogLine.parse("time=\"x\" level=error msg=Broken arch=aarch64"))
        .contains(new LogLine("error", "Broken"));
    assertThat(LogLine.parse("time=\"x\" level=info msg=\"a\\\\b\\nc $1\" digest=\"sha256:1\""))
        .contains(new LogLine("info", "a\\b c $1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3.50 GiB / 3.50 GiB [----] 100.00%", "level=info msg=\"a\""})
  void otherLinesAreNone(String line) {
    assertThat(LogLine.parse(line)).isEmpty();
  }
}
