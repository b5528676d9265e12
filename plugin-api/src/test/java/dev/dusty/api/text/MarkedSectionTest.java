package dev.dusty.api.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A section in a file that is somebody else's. */
class MarkedSectionTest {

  private static final String B = MarkedSection.BEGIN + "\n";
  private static final String E = MarkedSection.END + "\n";

  @Test
  void aSectionHasItsMarkersAroundItsLines() {
    assertThat(MarkedSection.of(List.of("192.168.1.5 local.example-app.com")))
        .isEqualTo(B + "192.168.1.5 local.example-app.com\n" + E);
    assertThat(MarkedSection.of(List.of())).isEqualTo(B + E);
  }

  @Test
  void aFileWithoutSectionGetsOneAtItsEnd() {
    assertThat(MarkedSection.replace("hosts", "a\n", B + "x\n" + E))
        .isEqualTo("a\n" + B + "x\n" + E);
  }

  @Test
  void aLastLineWithoutNewlineIsNotGluedToTheMarker() {
    assertThat(MarkedSection.replace("hosts", "a", B + E)).isEqualTo("a\n" + B + E);
  }

  @Test
  void anEmptyFileGetsTheSectionAlone() {
    assertThat(MarkedSection.replace("hosts", "", B + E)).isEqualTo(B + E);
  }

  @Test
  void takingOutNothingChangesNothing() {
    assertThat(MarkedSection.replace("hosts", "a", "")).isEqualTo("a");
  }

  @Test
  void theSectionIsReplacedWhereItStands() {
    assertThat(MarkedSection.replace("hosts", "a\n" + B + "old\n" + E + "b", B + "new\n" + E))
        .isEqualTo("a\n" + B + "new\n" + E + "b");
  }

  @Test
  void markersWithTheLineEndsOfWindowsAreKnown() {
    assertThat(
            MarkedSection.replace(
                "hosts",
                "a\r\n" + MarkedSection.BEGIN + "\r\nx\r\n" + MarkedSection.END + "\r\nb\r\n",
                ""))
        .isEqualTo("a\r\nb\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,[,x   | 2: Dusty's section is damaged: '# BEGIN section for Dusty' without '# END"
            + " section for Dusty' after it",
        "a,x,]   | 3: Dusty's section is damaged: '# END section for Dusty' without '# BEGIN"
            + " section for Dusty' before it",
        "[,],[,] | 3: Dusty's section is damaged: a second '# BEGIN section for Dusty'; the first"
            + " is in line 1",
        "[,],x,] | 4: Dusty's section is damaged: a second '# END section for Dusty'; the first is"
            + " in line 2"
      })
  void aDamagedSectionIsRefusedWithItsLine(String lines, String problem) {
    String text =
        lines.replace(",", "\n").replace("[", MarkedSection.BEGIN).replace("]", MarkedSection.END)
            + "\n";
    assertThatThrownBy(() -> MarkedSection.replace("/etc/hosts", text, ""))
        .isInstanceOf(UserError.class)
        .hasMessage("/etc/hosts:" + problem);
  }

  @Property(tries = 1000)
  void everythingOutsideStaysByteForByte(
      @ForAll String before, @ForAll String after, @ForAll List<String> lines) {
    String head = before.isEmpty() || before.endsWith("\n") ? before : before + "\n";
    List<String> plain = lines.stream().map(line -> line.replace("\n", "")).toList();
    String section = MarkedSection.of(plain);
    String once = MarkedSection.replace("hosts", head + B + "old\n" + E + after, section);
    assertThat(once).isEqualTo(head + section + after);
    assertThat(MarkedSection.replace("hosts", once, section)).isEqualTo(once);
    assertThat(MarkedSection.replace("hosts", once, "")).isEqualTo(head + after);
  }
}
