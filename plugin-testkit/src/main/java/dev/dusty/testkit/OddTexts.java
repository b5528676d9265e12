package dev.dusty.testkit;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * Texts that YAML specs may hold and that careless quoting does not survive. None has a NUL, or
 * half a surrogate pair.
 *
 * @since 1.0
 */
public final class OddTexts {

  private static final List<String> PLAIN =
      List.of("a", "b", "run", "X", "Z9", "0", "1.5", "-", "_", ".", "--flag", "no", "~");

  private static final List<String> ODD =
      List.of(
          " ", "'", "\"", "''", "`id`", "$", "$$", "$HOME", "${X:-y}", "$(id)", ";", "&&", "|", "&",
          "{", "}", "{{.x}}", "[", "]", "(", ")", "<", ">", "#", " #", ":", ": ", "- ", "%", "%s",
          "\\", "\\n", "\\$", "!", "*", "?", "@", "=", ",", "/", "é", "ß", "日本", "🙂", "\u00a0",
          "\u200d", "\u2028", "\ufeff");

  private static final List<String> BREAKS = List.of("\n", "\n\n", "\t", "\n  ", "\r\n");

  private OddTexts() {}

  /** Returns texts of one line, empty ones among them. */
  public static Arbitrary<String> line() {
    return joined(pieces());
  }

  /** Returns texts with line breaks and tabs in them, and such without, and empty ones. */
  public static Arbitrary<String> block() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, line()),
        Tuple.of(
            1,
            joined(
                Arbitraries.frequencyOf(
                    Tuple.of(3, pieces()), Tuple.of(1, Arbitraries.of(BREAKS))))));
  }

  /** Returns names of one line, never blank, at most 100 characters: of scripts, suites, assets. */
  public static Arbitrary<String> label() {
    return line().filter(text -> !text.isBlank());
  }

  /**
   * Returns texts as Compose keys may have them: what stands behind a {@code $} is something that
   * Compose fills in, or another {@code $}.
   */
  public static Arbitrary<String> inCompose() {
    Arbitrary<String> literal = block().map(text -> text.replace("$", "$$"));
    return Arbitraries.frequencyOf(
        Tuple.of(4, literal), Tuple.of(1, literal.map(text -> text + "${DUSTY_TEST:-x}")));
  }

  /** Returns the last parts of paths: without slash, colon and control characters, never empty. */
  public static Arbitrary<String> pathPart() {
    return line()
        .map(text -> text.replace("/", "").replace(":", ""))
        .filter(text -> !text.isBlank() && !text.equals(".") && !text.equals(".."));
  }

  private static Arbitrary<String> pieces() {
    return Arbitraries.frequencyOf(
        Tuple.of(2, Arbitraries.of(PLAIN)), Tuple.of(1, Arbitraries.of(ODD)));
  }

  private static Arbitrary<String> joined(Arbitrary<String> pieces) {
    return pieces.list().ofMaxSize(8).map(parts -> String.join("", parts));
  }
}
