package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagesTest {

  private static final Images IMAGES =
      new Images(
          Map.of(
              "busybox:latest", "1",
              "localhost:5000/x:latest", "2",
              "team/web:1", "3",
              "team/web@sha256:aa", "4"));

  @ParameterizedTest
  @CsvSource({
    "busybox, 1",
    "busybox:latest, 1",
    "docker.io/library/busybox, 1",
    "localhost:5000/x, 2",
    "docker.io/team/web:1, 3",
    "team/web:1@sha256:aa, 4",
    "team/web, ''",
  })
  void aReferenceMeansTheSameAsForDocker(String reference, String id) {
    assertThat(IMAGES.id(reference).orElse("")).isEqualTo(id);
  }
}
