package dev.dusty.config;

import dev.dusty.api.UserError;
import dev.dusty.spec.yaml.Problem;
import dev.dusty.spec.yaml.Problems;
import dev.dusty.spec.yaml.YamlNode;
import dev.dusty.spec.yaml.YamlReader;
import dev.dusty.spec.yaml.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The configuration file: a YAML map of strings, with {@code bundles}, {@code repo_overrides} and
 * {@code environment} beside them. It is never overwritten where it cannot be read.
 *
 * @param path where it is
 */
public record ConfigFile(Path path) {

  private static final String BUNDLES = "bundles";
  private static final String OVERRIDES = "repo_overrides";
  private static final String ENVIRONMENT = "environment";

  /** Keys that are no plain strings, with the command that changes each. */
  public static final Map<String, String> NOT_PLAIN =
      Map.of(
          BUNDLES, "dusty bundles activate",
          OVERRIDES, "dusty repos override",
          ENVIRONMENT, "dusty env set");

  /**
   * Reads the file.
   *
   * @return what is configured, or nothing if there is no file
   * @throws UserError if it is not a configuration; names the line
   * @throws IOException if it cannot be read
   */
  public Config read() throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      return Config.NONE;
    }
    boolean hasContent =
        new String(bytes, StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .anyMatch(line -> !line.isEmpty() && !line.startsWith("#"));
    if (!hasContent) {
      return Config.NONE;
    }
    Problems problems = new Problems();
    Optional<YamlNode> root = YamlReader.read(path.toString(), bytes, problems);
    Optional<Config> config = root.map(node -> read(node, problems));
    List<Problem> errors = problems.sorted().stream().filter(Problem::isError).toList();
    if (!errors.isEmpty()) {
      throw new UserError(
          "config-damaged",
          errors.getFirst().toString(),
          "mend that line of the configuration; nothing was changed");
    }
    return config.orElse(Config.NONE);
  }

  /**
   * Reads the file to know who may ask: where it cannot be read, nothing is configured. Whoever
   * asks then gets to know what is wrong with it by the command.
   */
  public Config readLeniently() {
    try {
      return read();
    } catch (UserError | IOException e) {
      return Config.NONE;
    }
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws IOException if it cannot be written; the former one is still there
   */
  public void write(Config config) throws IOException {
    Map<String, Object> document = new LinkedHashMap<>(config.values());
    document.put(BUNDLES, config.bundles());
    if (!config.overrides().isEmpty()) {
      document.put(OVERRIDES, config.overrides());
    }
    if (!config.environment().isEmpty()) {
      document.put(ENVIRONMENT, config.environment());
    }
    String text = "# Kept by Dusty; 'dusty config set' changes it.\n" + YamlText.of(document);
    AtomicFile.write(path, text, "rw-------");
  }

  private static Config read(YamlNode root, Problems problems) {
    Map<String, String> values = new TreeMap<>();
    List<String> bundles = new ArrayList<>();
    Map<String, String> overrides = new TreeMap<>();
    Map<String, Map<String, String>> environment = new TreeMap<>();
    if (root.isMissing()) {
      return Config.NONE;
    }
    if (!(root instanceof YamlNode.Mapping mapping)) {
      problems.error(root.position(), "a configuration is a map of keys, not " + root.describe());
      return Config.NONE;
    }
    for (YamlNode.Entry entry : mapping.entries()) {
      switch (entry.key()) {
        case BUNDLES -> bundles.addAll(texts(entry, problems));
        case OVERRIDES -> overrides.putAll(textMap(entry.key(), entry.value(), problems));
        case ENVIRONMENT -> {
          if (entry.value() instanceof YamlNode.Mapping containers) {
            containers
                .entries()
                .forEach(c -> environment.put(c.key(), textMap(c.key(), c.value(), problems)));
          } else if (!entry.value().isMissing()) {
            problems.error(entry.position(), "'environment' is a map of containers");
          }
        }
        default ->
            text(entry.key(), entry.value(), problems).ifPresent(t -> values.put(entry.key(), t));
      }
    }
    return new Config(values, bundles, overrides, environment);
  }

  private static List<String> texts(YamlNode.Entry entry, Problems problems) {
    List<String> texts = new ArrayList<>();
    if (entry.value() instanceof YamlNode.Sequence sequence) {
      sequence.items().forEach(i -> text(entry.key(), i, problems).ifPresent(texts::add));
    } else if (!entry.value().isMissing()) {
      problems.error(entry.position(), "'" + entry.key() + "' is a list of names");
    }
    return texts;
  }

  private static Map<String, String> textMap(String key, YamlNode node, Problems problems) {
    Map<String, String> texts = new TreeMap<>();
    if (node instanceof YamlNode.Mapping mapping) {
      mapping
          .entries()
          .forEach(e -> text(e.key(), e.value(), problems).ifPresent(t -> texts.put(e.key(), t)));
    } else if (!node.isMissing()) {
      problems.error(node.position(), "'" + key + "' is a map of strings");
    }
    return texts;
  }

  private static Optional<String> text(String key, YamlNode node, Problems problems) {
    if (node instanceof YamlNode.Scalar scalar) {
      return node.isMissing() ? Optional.empty() : Optional.of(scalar.text());
    }
    problems.error(node.position(), "'%s' is a string, not %s".formatted(key, node.describe()));
    return Optional.empty();
  }
}
