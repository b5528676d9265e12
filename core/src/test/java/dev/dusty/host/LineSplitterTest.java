package dev.dusty.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

  @Test
  void aLineEndsWithEitherKindOfEndOrWithNone() {
    assertThat(lines("a\nb\r\nc\rd\n\ne")).containsExactly("a", "b", "c", "d", "", "e");
  }

  @Test
  void aCharacterThatComesInPartsIsWhole() {
    assertThat(lines("grün €\n")).containsExactly("grün €");
  }

  @Test
  void malformedPartsAreReplaced() {
    List<String> lines = new ArrayList<>();
    LineSplitter splitter = new LineSplitter(lines::add);
    splitter.add(new byte[] {'a', (byte) 0xff, 'b', '\n'}, 4);
    assertThat(lines).containsExactly("a\uFFFDb");
  }

  @Test
  void aVeryLongLineComesInPartsThatBreakNoCharacter() {
    List<String> lines = lines("€".repeat(60_000));
    assertThat(lines).hasSize(3).allMatch(line -> line.length() <= LineSplitter.BOUND);
    assertThat(String.join("", lines)).isEqualTo("€".repeat(60_000));
  }

  @Test
  void aTailKeepsTheLastBytesAndBreaksNoCharacter() {
    Tail tail = new Tail(10);
    byte[] bytes = "0123456789abcdé€".getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      tail.add(new byte[] {b}, 1);
    }
    assertThat(tail.text()).isEqualTo("9abcdé€");
    Tail cut = new Tail(4);
    cut.add(bytes, bytes.length);
    assertThat(cut.text()).isEqualTo("€");
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    LineSplitter splitter = new LineSplitter(lines::add);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      splitter.add(new byte[] {b}, 1);
    }
    splitter.end();
    return lines;
  }
}
