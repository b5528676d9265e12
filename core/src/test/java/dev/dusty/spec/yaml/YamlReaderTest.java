package dev.dusty.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.spec.yaml.YamlNode.Mapping;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is read of YAML, and what is refused. */
class YamlReaderTest {

  private final Problems problems = new Problems();

  private Optional<YamlNode> read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<YamlNode> read(byte[] bytes) {
    return YamlReader.read("x.yml", bytes, problems);
  }

  private List<String> problems() {
    return problems.sorted().stream().map(Problem::toString).toList();
  }

  @Test
  void brokenSyntaxIsReportedWhereItIs() {
    assertThat(read("a: 1\nb: [1, 2\nc: 3\n")).isEmpty();
    assertThat(problems())
        .containsExactly("x.yml:3:2: not valid YAML: expected ',' or ']', but got :");
  }

  @Test
  void aTabIsReportedWhereItIs() {
    assertThat(read("a:\n\tb: 1\n")).isEmpty();
    assertThat(problems())
        .containsExactly(
            "x.yml:2:1: not valid YAML: found character '\\t(TAB)' that cannot start any token. (Do"
                + " not use \\t(TAB) for indentation)");
  }

  @Test
  void aSecondDocumentIsReported() {
    assertThat(read("a: 1\n---\nb: 1\n")).isEmpty();
    assertThat(problems()).containsExactly("x.yml:2:1: not valid YAML: but found another document");
  }

  @Test
  void tagsThatBuildObjectsAreRefused() {
    read("a: !!javax.script.ScriptEngineManager [x]\nb: !!python/object:os.system y\n");
    assertThat(problems())
        .containsExactly(
            "x.yml:1:4: the tag 'tag:yaml.org,2002:javax.script.ScriptEngineManager' is not allowed"
                + " in a spec",
            "x.yml:2:4: the tag 'tag:yaml.org,2002:python/object:os.system' is not allowed in a"
                + " spec");
  }

  @Test
  void tagsOfPlainYamlAreFine() {
    read("a: !!str 5\nb: !!map {c: d}\n");
    assertThat(problems()).isEmpty();
  }

  @Test
  void anAnchorThatContainsItselfIsReported() {
    read("a: &x [*x]\n");
    assertThat(problems()).containsExactly("x.yml:1:4: an anchor contains itself");
  }

  @Test
  void anchorsAndMergeKeysAreResolved() {
    Mapping root = (Mapping) read("base: &b {x: 1, y: 2}\nc:\n  <<: *b\n  y: 3\n").orElseThrow();
    assertThat(root.find("c", "y")).hasToString("x.yml:4:3");
    assertThat(root.find("c", "x")).hasToString("x.yml:1:11");
    assertThat(problems()).isEmpty();
  }

  @Test
  void aMergeKeyTakesMapsOnly() {
    read("a:\n  <<: word\n");
    assertThat(problems())
        .containsExactly("x.yml:2:7: '<<' takes a map or a list of maps to merge");
  }

  @Test
  void aBombOfAliasesIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 40; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a%d: &a%d [".formatted(i, i));
      bomb.append(String.join(", ", Collections.nCopies(9, alias))).append("]\n");
    }
    assertThat(read(bomb.toString())).isEmpty();
    assertThat(problems())
        .containsExactly(
            "x.yml:1:1: the file stands for more than 100,000 values; are its anchors used too"
                + " often?");
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(read("[".repeat(10_000))).isEmpty();
    assertThat(problems())
        .containsExactly("x.yml:1:1: not valid YAML: it is nested more than 50 levels deep");
  }

  @Test
  void aHugeFileIsRefused() {
    assertThat(read(new byte[10 << 20])).isEmpty();
    assertThat(problems())
        .containsExactly("x.yml:1:1: the file is larger than 1 MiB, which no spec needs");
  }

  @Test
  void anotherEncodingIsReportedWhereItShows() {
    assertThat(read("a: 1\nname: Jos\u00e9\n".getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
    assertThat(problems())
        .containsExactly("x.yml:2:10: the file is not UTF-8 text; save it in that encoding");
  }

  @Test
  void utf16IsReported() {
    assertThat(read("a: 1\n".getBytes(StandardCharsets.UTF_16))).isEmpty();
    assertThat(problems())
        .containsExactly("x.yml:1:1: the file is not UTF-8 text; save it in that encoding");
  }

  @Test
  void aCutOffCharacterIsReported() {
    assertThat(read(new byte[] {'a', ':', ' ', (byte) 0xe2, (byte) 0x82})).isEmpty();
    assertThat(problems())
        .containsExactly("x.yml:1:4: the file is not UTF-8 text; save it in that encoding");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() {
    assertThat(read("\uFEFFa: 1\n").orElseThrow().find("a")).hasToString("x.yml:1:1");
    assertThat(problems()).isEmpty();
  }

  @Test
  void binaryIsReportedWhereItBegins() {
    assertThat(read(new byte[] {'a', ':', ' ', 0, 1, 2})).isEmpty();
    assertThat(problems())
        .containsExactly(
            "x.yml:1:4: not valid YAML: the character U+0000 is not allowed; write it as an escape"
                + " in double quotes");
  }

  @Test
  void aKeyIsAWord() {
    read("? [a, b]\n: c\n");
    assertThat(problems()).containsExactly("x.yml:1:3: a key must be a word, not a list or a map");
  }

  @Test
  void aBrokenDirectiveIsAProblem() {
    assertThat(read("%YAML 99999999999999999999.1\n---\na: 1\n")).isEmpty();
    assertThat(problems()).hasSize(1).allMatch(p -> p.startsWith("x.yml:1:"));
  }
}
