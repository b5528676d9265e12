package dev.dusty.spec.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads one YAML document into {@link YamlNode}s, within bounds that no sensible spec comes near: a
 * mebibyte of text, 50 levels, {@value YamlResolver#MOST_NODES} nodes with all aliases resolved.
 *
 * <p>Only SnakeYAML's node tree is used: it keeps positions, and nothing in a file can make it
 * build an object.
 */
public final class YamlReader {

  /** The size in bytes up to which a file is read. */
  public static final int MOST_BYTES = 1 << 20;

  private static final int DEEPEST = 50;

  // Its tables are filled once here and only read afterwards, which is safe from several threads.
  private static final Resolver RESOLVER = new Resolver();

  private YamlReader() {}

  /**
   * Reads a file's bytes.
   *
   * @param file the file's name, for positions
   * @param bytes its whole content
   * @param problems where problems go
   * @return the document, or empty where it cannot be read, which is then among the problems
   */
  public static Optional<YamlNode> read(String file, byte[] bytes, Problems problems) {
    if (bytes.length > MOST_BYTES) {
      problems.error(Position.of(file), "the file is larger than 1 MiB, which no spec needs");
      return Optional.empty();
    }
    String text = decode(file, bytes, problems);
    if (text == null) {
      return Optional.empty();
    }
    Node root;
    try {
      root = compose(text);
    } catch (MarkedYAMLException e) {
      problems.error(position(file, e.getProblemMark(), text), "not valid YAML: " + what(e));
      return Optional.empty();
    } catch (ReaderException e) {
      problems.error(
          positionAt(file, text, e.getPosition()),
          "not valid YAML: the character %s is not allowed; write it as an escape in double quotes"
              .formatted("U+%04X".formatted(e.getCodePoint())));
      return Optional.empty();
    } catch (YAMLException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // What SnakeYAML throws for some broken directives and escapes, without a place.
      problems.error(Position.of(file), "not valid YAML: " + what(String.valueOf(e.getMessage())));
      return Optional.empty();
    }
    if (root == null) {
      problems.error(Position.of(file), "the file is empty");
      return Optional.empty();
    }
    return new YamlResolver(file, problems).resolve(root);
  }

  private static @Nullable Node compose(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit(MOST_BYTES);
    // Bombs of aliases are stopped by the count of nodes when aliases are resolved.
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    options.setProcessComments(false);
    // Tags are looked at, with their places, when the tree is made; no object is built from any.
    options.setTagInspector(tag -> true);
    StreamReader reader = new StreamReader(text);
    return new Composer(new ParserImpl(reader, options), RESOLVER, options).getSingleNode();
  }

  private static @Nullable String decode(String file, byte[] bytes, Problems problems) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try {
      var result = decoder.decode(in, out, true);
      if (result.isError()) {
        out.flip();
        problems.error(
            positionAt(file, out.toString(), Integer.MAX_VALUE),
            "the file is not UTF-8 text; save it in that encoding");
        return null;
      }
      if (decoder.flush(out).isError()) {
        throw new CharacterCodingException();
      }
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("a flushed decoder failed", e);
    }
    String text = out.flip().toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String what(MarkedYAMLException e) {
    String problem = e.getProblem() == null ? e.getContext() : e.getProblem();
    return problem == null ? "it cannot be read" : what(problem);
  }

  private static String what(String problem) {
    return problem.startsWith("Nesting Depth exceeded")
        ? "it is nested more than " + DEEPEST + " levels deep"
        : oneLine(problem);
  }

  private static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
    StringBuilder shown = new StringBuilder();
    line.codePoints()
        .limit(200)
        .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c));
    return shown.toString();
  }

  private static Position position(String file, @Nullable Mark mark, String text) {
    if (mark == null) {
      return positionAt(file, text, Integer.MAX_VALUE);
    }
    return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Returns the place of a character, counted in code points from 0; past the end, the end. */
  private static Position positionAt(String file, String text, int index) {
    int line = 1;
    int column = 1;
    int at = 0;
    for (int i = 0; i < text.length() && at < index; at++) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new Position(file, line, column);
  }
}
