package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DockerfileTest {

  private static List<String> bases(String text) {
    return Dockerfile.of(text).bases();
  }

  @Test
  void theImagesThatItsStagesAreBuiltOnAreItsBases() {
    assertThat(bases("# FROM none\nFROM a:1 AS one\nRUN x\n  from --platform=linux/amd64 b\n"))
        .containsExactly("a:1", "b");
  }

  @Test
  void whatAnEarlierStageIsCalledIsNoImage() {
    assertThat(bases("FROM a AS Build\nFROM build\nFROM a\n")).containsExactly("a");
  }

  @Test
  void nothingAndWhatAVariableNamesAreNoImages() {
    assertThat(bases("ARG BASE=a\nFROM scratch\nFROM $BASE\nFROM b:${V}\n")).isEmpty();
  }
}
