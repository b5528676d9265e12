package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.protocol.Terminal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TableTest {

  private static Table table() {
    Table table = new Table("KEY", "DESCRIPTION", "VALUE");
    table.row("one", "What it is that this key is about", "/a/path/of/some/length");
    table.row("two", "Short", "");
    return table;
  }

  private static String on(boolean terminal, int columns) {
    TestCaller caller =
        new TestCaller(
            TestDusty.NOBODY, Path.of("/"), new Terminal(false, terminal, terminal, columns));
    table().print(caller.console());
    return caller.out();
  }

  @Test
  void whereItFitsEachRowIsALine() {
    String wide =
        """
        KEY  DESCRIPTION                        VALUE
        one  What it is that this key is about  /a/path/of/some/length
        two  Short
        """;
    assertThat(on(true, 80)).isEqualTo(wide);
    assertThat(on(false, 20)).isEqualTo(wide);
  }

  @Test
  void onANarrowTerminalTextsGoOnInTheNextLine() {
    assertThat(on(true, 46))
        .isEqualTo(
            """
            KEY  DESCRIPTION      VALUE
            one  What it is that  /a/path/of/some/length
                 this key is
                 about
            two  Short
            """);
  }

  @Test
  void onAVeryNarrowOneAPathStaysWholeAndNothingIsLost() {
    assertThat(on(true, 30))
        .contains("one  What it is", "  /a/path/of/some/length\n")
        .contains("     key is about\n");
  }

  @Test
  void aSizeStaysInALine() {
    Table table = new Table("WHAT", "SIZE");
    table.row("what there is on the disk of this computer", "13.3 MiB");
    TestCaller caller =
        new TestCaller(TestDusty.NOBODY, Path.of("/"), new Terminal(false, true, true, 20));
    table.print(caller.console());
    assertThat(caller.out()).contains("13.3 MiB\n");
  }

  @Test
  void whateverTheWidthItHasAnEnd() {
    assertThat(on(true, 1)).contains("KEY  DESCRIPTION");
  }
}
