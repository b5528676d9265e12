package dev.dusty.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.spec.SpecFolder;
import dev.dusty.spec.read.SpecReader;
import dev.dusty.spec.read.SpecReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever bytes a file holds, reading specs ends: with problems or with success. */
class YamlFuzzTest {

  private static final String FULL =
      """
      repo: github.com/org/web#main
      mount: /web
      image: &image busybox
      depends: {apps: [], services: [db], libs: [common]}
      conditional_links:
        services: [db]
      host_forwarding:
        - {host_name: local.web.example, host_port: 80, container_port: 8000}
        - {host_name: local.web.example, host_port: 5000, container_port: 9, type: stream}
      commands:
        once:
          - "echo \\"once\\""
        always:
          - |
            cat <<EOF
            $HOME `x` ; { }
            EOF
          - sleep 1000
      scripts: [{name: a, command: ['x']}]
      assets: [{name: key, path: /etc/key, required: no}]
      compose: {<<: {a: 1}, environment: [A=b], volumes: [/x:/y]}
      test:
        image: *image
        suites:
          - {name: unit, command: [x], default_args: -v, services: [db]}
      """;

  /** Pieces that YAML readers stumble over. */
  private static final List<String> PIECES =
      List.of(
          "&a ",
          "*a",
          "<<: ",
          "!!",
          "!x ",
          "? ",
          ": ",
          "- ",
          "[",
          "]",
          "{",
          "}",
          "|",
          ">",
          "|+9\n",
          "\"",
          "'",
          "\\",
          "\\x0",
          "\\U00110000",
          "%YAML 1.9\n",
          "%TAG ! x\n",
          "---\n",
          "...\n",
          "\t",
          "\r",
          "\n",
          "\0",
          "\u0085",
          "\u2028",
          "\uFEFF",
          "\uD83D\uDE00",
          "#",
          "@",
          "`",
          "~",
          "null",
          "0x",
          "1:2:3",
          "9".repeat(400),
          ".inf",
          "2020-01-01",
          "yes",
          "=",
          "key: ",
          "a".repeat(2000));

  private static Path folder = Path.of("");

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("dusty-fuzz");
    SpecFolder.in(folder);
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static void readingEnds(byte[] content) {
    for (String file :
        List.of("apps/web.yml", "libs/common.yml", "services/db.yml", "bundles/all.yml")) {
      try {
        Path path = folder.resolve(file);
        byte[] former = Files.readAllBytes(path);
        Files.write(path, content);
        long start = System.nanoTime();
        SpecReading reading = SpecReader.read(folder);
        assertThat(System.nanoTime() - start).as("nanoseconds").isLessThan(5_000_000_000L);
        assertThat(reading.problems())
            .allSatisfy(
                problem -> {
                  assertThat(problem.message()).isNotBlank().doesNotContain("\n");
                  assertThat(problem.position().line()).isPositive();
                  assertThat(problem.position().column()).isPositive();
                });
        Files.write(path, former);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Property(tries = 1000)
  void anyBytesAreReadToAnEnd(@ForAll byte[] content) {
    readingEnds(content);
  }

  @Property(tries = 1000)
  void anyTextOfYamlPiecesIsReadToAnEnd(@ForAll("pieces") String content) {
    readingEnds(content.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 1000)
  void aMutatedSpecIsReadToAnEnd(@ForAll("mutations") String content) {
    readingEnds(content.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 300)
  void aSpecWithFlippedBytesIsReadToAnEnd(
      @ForAll("offsets") List<Integer> offsets, @ForAll byte mask) {
    byte[] content = FULL.getBytes(StandardCharsets.UTF_8);
    offsets.forEach(offset -> content[offset] ^= mask);
    readingEnds(content);
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(PIECES).list().ofMaxSize(60).map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<List<Integer>> offsets() {
    return Arbitraries.integers().between(0, FULL.length() - 1).list().ofMinSize(1).ofMaxSize(8);
  }

  /** The full spec with some stretches cut out or doubled and some pieces put in. */
  @Provide
  Arbitrary<String> mutations() {
    Arbitrary<Integer> place = Arbitraries.integers().between(0, FULL.length());
    Arbitrary<String> piece =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of(PIECES)),
            Tuple.of(1, Arbitraries.just("")),
            Tuple.of(
                2,
                Combinators.combine(place, place)
                    .as((a, b) -> FULL.substring(Math.min(a, b), Math.max(a, b)))));
    Arbitrary<Mutation> mutation =
        Combinators.combine(place, Arbitraries.integers().between(0, 30), piece).as(Mutation::new);
    return mutation
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(
            list -> {
              String text = FULL;
              for (Mutation one : list) {
                text = one.apply(text);
              }
              return text;
            });
  }

  private record Mutation(int place, int cut, String piece) {
    String apply(String text) {
      int start = Math.min(place, text.length());
      int end = Math.min(start + cut, text.length());
      return text.substring(0, start) + piece + text.substring(end);
    }
  }
}
