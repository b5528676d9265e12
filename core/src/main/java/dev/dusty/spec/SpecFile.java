package dev.dusty.spec;

import dev.dusty.spec.yaml.Position;
import dev.dusty.spec.yaml.YamlNode;
import java.util.Optional;

/**
 * A spec and where it stands.
 *
 * @param name the spec's name
 * @param file the file, relative to the folder of specs
 * @param root the file's content, for the places of what it says; empty if it cannot be read
 * @param spec the spec; empty if the file has errors that leave nothing to go on with
 */
public record SpecFile<T>(String name, String file, Optional<YamlNode> root, Optional<T> spec) {

  /**
   * Returns the place of what lies at a path in the file, or of the deepest part of the path that
   * is there.
   *
   * @param path keys of maps and indexes of lists
   */
  public Position position(Object... path) {
    return root.map(node -> node.find(path)).orElse(Position.of(file));
  }
}
