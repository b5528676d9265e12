package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {

  private record Row(String name, List<String> parts, boolean active) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("web", List.of("a", "b"), true),
          new Row(" two\n  lines\u001b[2J\t", List.of(), false));

  private final TestCaller caller = TestCaller.of(TestDusty.NOBODY, Path.of("/"));
  private final Listing<Row> listing =
      new Listing<Row>()
          .column("NAME", "name", Row::name)
          .field("count", row -> row.parts().size())
          .column("PARTS", "parts", Row::parts)
          .column("ACTIVE?", "active", Row::active);

  @Test
  void aRowIsALineThatNothingInItCanBreakOrPaint() {
    assertThat(listing.show(caller.console(), false, ROWS)).isZero();
    assertThat(caller.out())
        .isEqualTo(
            "NAME           PARTS  ACTIVE?\nweb            a, b   yes\ntwo lines\ufffd[2J\n");
  }

  @Test
  void inJsonEachValueIsAsItIs() throws IOException {
    listing.show(caller.console(), true, ROWS);
    assertThat(new ObjectMapper().readTree(caller.out()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    [{"name": "web", "count": 2, "parts": ["a", "b"], "active": true},
                     {"name": " two\\n  lines\\u001b[2J\\t", "count": 0, "parts": [],
                      "active": false}]
                    """));
  }

  @Test
  void withoutRowsThereIsAHeaderAndAnEmptyArray() {
    listing.show(caller.console(), false, List.of());
    listing.show(caller.console(), true, List.of());
    assertThat(caller.out()).isEqualTo("NAME  PARTS  ACTIVE?\n[ ]\n");
  }
}
