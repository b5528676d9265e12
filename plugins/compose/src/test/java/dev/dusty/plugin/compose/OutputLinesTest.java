package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputLinesTest {

  private final List<String> told = new ArrayList<>();
  private final OutputLines lines = new OutputLines(told::add);

  private void add(String text) {
    lines.add(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aLineIsToldOnceItIsWhole() {
    add("one\ntw");
    assertThat(told).containsExactly("one");
    add("o\r\n\n");
    assertThat(told).containsExactly("one", "two", "");
  }

  @Test
  void theLastLineNeedsNoEnd() {
    add("one\ntwo");
    lines.end();
    lines.end();
    assertThat(told).containsExactly("one", "two");
  }

  @Test
  void aCharacterThatComesInPiecesIsWhole() {
    byte[] bytes = "ü\n".getBytes(StandardCharsets.UTF_8);
    lines.add(new byte[] {bytes[0]});
    lines.add(new byte[] {bytes[1], bytes[2]});
    assertThat(told).containsExactly("ü");
  }

  @Test
  void whatHasNoLineEndsComesInPiecesOfWholeCharacters() {
    add("ü".repeat(50_000) + "\n");
    assertThat(told).hasSizeGreaterThan(1);
    assertThat(String.join("", told)).isEqualTo("ü".repeat(50_000));
  }
}
