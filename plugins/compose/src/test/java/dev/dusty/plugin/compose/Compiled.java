package dev.dusty.plugin.compose;

import dev.dusty.api.compile.Artifact;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** What a compile made, read back by an independent parser. */
record Compiled(List<Artifact> artifacts) {

  /** Returns a file's text. */
  String file(String path) {
    return artifacts.stream()
        .filter(artifact -> artifact.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + path + " among " + paths()))
        .content();
  }

  List<String> paths() {
    return artifacts.stream().map(Artifact::path).toList();
  }

  String composeText() {
    return file("compose/docker-compose.yml");
  }

  /** Returns the Compose file as maps, lists and scalars. */
  Map<?, ?> compose() {
    return (Map<?, ?>) parse(composeText());
  }

  /** Returns a service of the Compose file. */
  Map<?, ?> service(String name) {
    return (Map<?, ?>) child(child(compose(), "services"), name);
  }

  /** Returns the label by which Compose knows that a container has changed. */
  Object specHash(String name) {
    return child(child(service(name), "labels"), "dusty.spec-hash");
  }

  static Object child(Object map, String key) {
    Object child = ((Map<?, ?>) map).get(key);
    if (child == null) {
      throw new AssertionError("no '" + key + "' in " + map);
    }
    return child;
  }

  static Object parse(String yaml) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(false)
            // All at once: it breaks where the end of its buffer parts a surrogate pair.
            .setBufferSize(yaml.length() + 1)
            .build();
    return new Load(settings).loadFromString(yaml);
  }
}
