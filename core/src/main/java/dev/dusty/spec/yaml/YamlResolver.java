package dev.dusty.spec.yaml;

import dev.dusty.spec.yaml.YamlNode.Entry;
import dev.dusty.spec.yaml.YamlNode.Mapping;
import dev.dusty.spec.yaml.YamlNode.Scalar;
import dev.dusty.spec.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns SnakeYAML's graph of nodes into a tree: aliases become copies, merge keys ({@code <<}, of
 * YAML 1.1) are carried out, and what is not allowed is reported. The tree's size is bounded, as a
 * few lines of aliases can stand for billions of nodes.
 */
final class YamlResolver {

  static final int MOST_NODES = 100_000;

  private static final Map<Tag, Scalar.Type> SCALARS =
      Map.of(
          Tag.STR, Scalar.Type.TEXT,
          Tag.INT, Scalar.Type.NUMBER,
          Tag.FLOAT, Scalar.Type.NUMBER,
          Tag.BOOL, Scalar.Type.BOOLEAN,
          Tag.NULL, Scalar.Type.NULL,
          Tag.TIMESTAMP, Scalar.Type.TIMESTAMP,
          // A plain "<<" or "=" that is no key.
          Tag.MERGE, Scalar.Type.TEXT);

  private final String file;
  private final Problems problems;
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int nodes;

  YamlResolver(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The document says more than it may; reading it ends. */
  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  Optional<YamlNode> resolve(Node root) {
    try {
      return Optional.of(node(root));
    } catch (TooLarge e) {
      problems.error(
          Position.of(file),
          "the file stands for more than %,d values; are its anchors used too often?"
              .formatted(MOST_NODES));
      return Optional.empty();
    }
  }

  private YamlNode node(Node node) {
    if (++nodes > MOST_NODES) {
      throw new TooLarge();
    }
    Position position = position(node);
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, position);
    }
    if (!node.getTag().equals(Tag.MAP) && !node.getTag().equals(Tag.SEQ)) {
      return refused(node, position);
    }
    if (!open.add(node)) {
      problems.error(position, "an anchor contains itself");
      return nothing(position);
    }
    YamlNode result =
        node instanceof MappingNode mapping
            ? new Mapping(entries(mapping), position)
            : new Sequence(items((SequenceNode) node), position);
    open.remove(node);
    return result;
  }

  private YamlNode scalar(ScalarNode scalar, Position position) {
    Scalar.Type type = SCALARS.get(scalar.getTag());
    if (type == null) {
      return refused(scalar, position);
    }
    boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
    return new Scalar(scalar.getValue(), type, plain, position);
  }

  private YamlNode refused(Node node, Position position) {
    problems.error(
        position, "the tag '%s' is not allowed in a spec".formatted(node.getTag().getValue()));
    return nothing(position);
  }

  private static YamlNode nothing(Position position) {
    return new Scalar("", Scalar.Type.NULL, true, position);
  }

  private List<YamlNode> items(SequenceNode sequence) {
    List<YamlNode> items = new ArrayList<>(sequence.getValue().size());
    for (Node item : sequence.getValue()) {
      items.add(node(item));
    }
    return Collections.unmodifiableList(items);
  }

  private List<Entry> entries(MappingNode mapping) {
    Map<String, Entry> own = new LinkedHashMap<>();
    Map<String, Entry> merged = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Position position = position(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.error(position, "a key must be a word, not a list or a map");
        continue;
      }
      if (key.getTag().equals(Tag.MERGE)) {
        merge(node(tuple.getValueNode()), merged);
        continue;
      }
      if (++nodes > MOST_NODES) {
        throw new TooLarge();
      }
      Entry earlier = own.get(key.getValue());
      if (earlier != null) {
        problems.error(
            position,
            "duplicate key '%s'; it is in line %d already"
                .formatted(key.getValue(), earlier.position().line()));
        continue;
      }
      own.put(key.getValue(), new Entry(key.getValue(), node(tuple.getValueNode()), position));
    }
    merged.forEach(own::putIfAbsent);
    return List.copyOf(own.values());
  }

  /** An earlier mapping wins over a later one, as the type's definition has it. */
  private void merge(YamlNode source, Map<String, Entry> merged) {
    switch (source) {
      case Mapping mapping -> mapping.entries().forEach(e -> merged.putIfAbsent(e.key(), e));
      case Sequence sequence when sequence.items().stream().allMatch(Mapping.class::isInstance) ->
          sequence.items().forEach(item -> merge(item, merged));
      default -> problems.error(source.position(), "'<<' takes a map or a list of maps to merge");
    }
  }

  private Position position(Node node) {
    var mark = node.getStartMark();
    return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
