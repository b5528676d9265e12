package dev.dusty.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class FullDiskTest {

  @Test
  void theFileIsNamedThatCouldNotBeWritten() {
    assertThat(
            FullDisk.of(
                new FileSystemException("/x/hosts", null, "No space left on device"),
                "step 'hosts'"))
        .hasValueSatisfying(
            error ->
                assertThat(error.problem())
                    .isEqualTo(
                        "step 'hosts' failed: the disk is full: '/x/hosts' cannot be written"));
  }

  @Test
  void aQuotaThatIsUsedUpIsTheSame() {
    assertThat(FullDisk.of(new IOException("Disk quota exceeded"), ""))
        .hasValueSatisfying(error -> assertThat(error.problem()).isEqualTo("the disk is full"));
  }

  @Test
  void anotherFailureIsNone() {
    assertThat(FullDisk.of(new IOException("Input/output error"), "")).isEmpty();
    assertThat(FullDisk.of(new IOException(), "")).isEmpty();
  }
}
