package dev.dusty.command;

import dev.dusty.api.run.Change;
import dev.dusty.spec.SpecFile;
import dev.dusty.spec.Specs;
import dev.dusty.spec.yaml.Position;
import dev.dusty.spec.yaml.YamlNode;
import java.util.Optional;

/**
 * Says why something changes, with the place in the specs: {@code image changed in
 * apps/catalog.yml:4}.
 *
 * @param specs all specs
 */
record Causes(Specs specs) {

  /** Returns the cause of a change, or an empty string where it has none. */
  String of(Change change) {
    Optional<String> place = file(change.name()).flatMap(file -> place(file, change));
    return change.cause() + place.map(where -> " in " + where).orElse("");
  }

  private Optional<SpecFile<?>> file(String name) {
    SpecFile<?> app = specs.apps().get(name);
    SpecFile<?> service = specs.services().get(name);
    return Optional.ofNullable(app != null ? app : service);
  }

  private static Optional<String> place(SpecFile<?> file, Change change) {
    if (change.keys().isEmpty() || file.root().isEmpty()) {
      return Optional.empty();
    }
    for (String key : change.keys()) {
      Optional<Position> position = find(file.root().get(), key.split("\\.", -1));
      if (position.isPresent()) {
        return position.map(found -> found.file() + ":" + found.line());
      }
    }
    return Optional.of(file.file());
  }

  private static Optional<Position> find(YamlNode root, String[] path) {
    YamlNode node = root;
    Position position = root.position();
    // A service is its Compose keys and nothing else.
    int from = path[0].equals("compose") && !has(root, "compose") ? 1 : 0;
    for (int i = from; i < path.length; i++) {
      YamlNode.Entry entry = node instanceof YamlNode.Mapping map ? map.entry(path[i]) : null;
      if (entry == null) {
        return Optional.empty();
      }
      node = entry.value();
      position = entry.position();
    }
    return Optional.of(position);
  }

  private static boolean has(YamlNode node, String key) {
    return node instanceof YamlNode.Mapping map && map.entry(key) != null;
  }
}
