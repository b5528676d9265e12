package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimedLinesTest {

  @Test
  void linesOfAnEarlierStartAreLeftOut() {
    assertThat(
            TimedLines.since(
                Instant.parse("2026-01-02T03:04:05.5Z"),
                "2026-01-02T03:04:05.499999999Z old\n"
                    + "2026-01-02T03:04:05.500000000Z new\n"
                    + "2026-01-02T03:04:06.000000000Z 10%\r20%\r\n"))
        .containsExactly("new", "10%", "20%");
  }
}
