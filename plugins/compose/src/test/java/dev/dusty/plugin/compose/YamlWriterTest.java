package dev.dusty.plugin.compose;

import static dev.dusty.plugin.compose.Given.list;
import static dev.dusty.plugin.compose.Given.map;
import static dev.dusty.plugin.compose.Given.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.value.Value;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {

  @Property
  void everyStringIsReadBackAsItself(@ForAll String text) {
    String whole = text.replaceAll("\\p{Cs}", "");
    assertThat(readBack(Value.text(whole))).isEqualTo(whole);
  }

  @Property
  void everyStringCanBeAKey(@ForAll String key) {
    String whole = key.replaceAll("\\p{Cs}", "");
    assertThat(readBack(map(whole, "v"))).isEqualTo(Map.of(whole, "v"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0085",
        "a\u2028b",
        "\u2029",
        "\ufeffx",
        "\0",
        "\u001b[0m",
        "\ud83d\ude00",
        "\ufffe",
        " x ",
        "a: b",
        "a #b",
        "- a",
        "&a",
        "*a",
        "!t",
        "%d",
        "@",
        "`",
        "|",
        ">",
        "'",
        "\"",
        "\\",
        "a\nb\n",
        "a\r\nb",
        "\t",
        "",
        "{}",
        "[]",
        "<<",
        "=",
        "---",
        "...",
        "? a"
      })
  void aStringThatYamlHasOtherPlansForIsReadBackAsItself(String text) {
    assertThat(readBack(Value.text(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "y",
        "Y",
        "yes",
        "No",
        "on",
        "OFF",
        "true",
        "False",
        "null",
        "~",
        "1",
        "-1",
        "0x1f",
        "0o17",
        "017",
        "1e3",
        ".inf",
        ".NaN",
        "1_000",
        "22:22",
        "2001-12-14",
        "+1",
        "."
      })
  void aStringThatSomeYamlVersionTakesForSomethingElseIsQuoted(String text) {
    assertThat(written(Value.text(text))).isEqualTo("key: \"" + text + "\"\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "/a/b.c", "a-b_c.1", "yesterday", "nullable"})
  void aStringThatIsPlainlyOneIsNotQuoted(String text) {
    assertThat(written(Value.text(text))).isEqualTo("key: " + text + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "22:22",
        "0755",
        "1.10",
        "true",
        "~",
        "-1",
        "-.inf",
        "2001-12-14 21:59:43.10 -5",
        "1_000"
      })
  void aPlainScalarIsWrittenAsItsAuthorDid(String source) {
    assertThat(written(plain(source))).isEqualTo("key: " + source + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a: b", "1 #2", "[1]", "- 1", "1:", " 1", "1 ", "---", "<<"})
  void aPlainScalarThatWouldMeanSomethingElseInABlockIsQuoted(String source) {
    assertThat(readBack(plain(source))).isEqualTo(source);
  }

  @Test
  void aMissingValueStaysMissing() {
    assertThat(written(Value.Plain.NULL)).isEqualTo("key:\n");
  }

  @Test
  void emptyCollectionsAreSaidToBeEmpty() {
    assertThat(readBack(list(list(), map()))).isEqualTo(List.of(List.of(), Collections.emptyMap()));
  }

  @Test
  void nestedCollectionsKeepTheirShape() {
    Value value =
        map(
            "a",
            list("x", list("y", list("z")), map("b", list("1a"), "c", map("d", "e"))),
            "f",
            map("g", map("h", list(map("i", map("j", "k"))))));
    assertThat(readBack(value))
        .isEqualTo(
            Map.of(
                "a",
                List.of(
                    "x",
                    List.of("y", List.of("z")),
                    Map.of("b", List.of("1a"), "c", Map.of("d", "e"))),
                "f",
                Map.of("g", Map.of("h", List.of(Map.of("i", Map.of("j", "k")))))));
  }

  @Test
  void deepNestingKeepsItsShape() {
    Value value = Value.text("leaf");
    Object expected = "leaf";
    for (int i = 0; i < 40; i++) {
      value = i % 2 == 0 ? list(value) : map("k", value);
      expected = i % 2 == 0 ? List.of(expected) : Map.of("k", expected);
    }
    assertThat(readBack(value)).isEqualTo(expected);
  }

  @Test
  void aKeyLongerThanAParserAcceptsOnOneLineIsRead() {
    String key = "k".repeat(2000);
    assertThat(readBack(map(key, map(key, list("v")))))
        .isEqualTo(Map.of(key, Map.of(key, List.of("v"))));
  }

  @Test
  void halfACharacterBecomesTheReplacementCharacter() {
    assertThat(readBack(Value.text("a\ud83db"))).isEqualTo("a\ufffdb");
  }

  @Test
  void anAliasStandsForWhatIsBehindTheAnchor() {
    YamlWriter yaml = new YamlWriter();
    yaml.openAnchored(0, "x-a", "a");
    yaml.entry(1, "b", Value.text("c"));
    yaml.alias(0, "d", "a");
    assertThat(Compiled.parse(yaml.toString()))
        .isEqualTo(Map.of("x-a", Map.of("b", "c"), "d", Map.of("b", "c")));
  }

  private static String written(Value value) {
    YamlWriter yaml = new YamlWriter();
    yaml.entry(0, "key", value);
    return yaml.toString();
  }

  private static Object readBack(Value value) {
    Object root = Compiled.parse(written(value));
    assertThat(root).isInstanceOf(Map.class);
    assertThat(((Map<?, ?>) root).keySet()).hasToString(Arrays.asList("key").toString());
    return Compiled.child(root, "key");
  }
}
