package dev.dusty.api.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long something is waited for. */
class DeadlineTest {

  @Test
  void itIsOverWhenItsTimeIs() {
    assertThat(Deadline.in(Duration.ofHours(1)).isOver()).isFalse();
    assertThat(Deadline.in(Duration.ofNanos(-1)).isOver()).isTrue();
  }

  @Test
  void aClockThatIsAboutToOverflowChangesNothing() {
    assertThat(new Deadline(System.nanoTime() + Long.MAX_VALUE / 2).isOver()).isFalse();
    assertThat(new Deadline(System.nanoTime() - Long.MAX_VALUE / 2).isOver()).isTrue();
  }
}
