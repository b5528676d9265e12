package dev.dusty.distribution;

import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.Asset;
import dev.dusty.api.spec.BundleSpec;
import dev.dusty.api.spec.Depends;
import dev.dusty.api.spec.HostForwarding;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.Origin;
import dev.dusty.api.spec.Script;
import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.api.spec.Source;
import dev.dusty.api.spec.Suite;
import dev.dusty.api.spec.TestSpec;
import dev.dusty.api.value.Value;
import dev.dusty.testkit.SpecSet;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** A set of specs as a folder of YAML files, with files and keys in an order by chance. */
record SpecSetFiles(Path folder) implements AutoCloseable {

  /**
   * Marks the maps that are a spec's own, whose keys may stand in any order; it is never written.
   */
  private static final String MARK = "(a spec's own)";

  static SpecSetFiles write(SpecSet specs, Random order) {
    try {
      Path folder = Files.createTempDirectory("dusty-specs");
      Map<String, Value> files = new LinkedHashMap<>();
      specs.bundles().forEach(bundle -> files.put("bundles/" + bundle.name(), bundle(bundle)));
      specs.apps().forEach(app -> files.put("apps/" + app.name(), app(app)));
      specs.libs().forEach(lib -> files.put("libs/" + lib.name(), lib(lib)));
      specs.services().forEach(s -> files.put("services/" + s.name(), service(s)));
      List<Map.Entry<String, Value>> entries = new ArrayList<>(files.entrySet());
      Collections.shuffle(entries, order);
      for (Map.Entry<String, Value> file : entries) {
        Path path = folder.resolve(file.getKey() + (order.nextBoolean() ? ".yml" : ".yaml"));
        Files.createDirectories(path.resolveSibling(""));
        StringWriter text = new StringWriter();
        DumperOptions options = new DumperOptions();
        options.setSplitLines(false);
        new Yaml(options).serialize(node(shuffled(file.getValue(), order)), text);
        Files.writeString(path, text.toString());
      }
      return new SpecSetFiles(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The order of the keys of a spec means nothing; that of Compose keys is passed on. */
  private static Value shuffled(Value value, Random order) {
    if (value instanceof Value.Items items) {
      return new Value.Items(items.items().stream().map(item -> shuffled(item, order)).toList());
    }
    if (!(value instanceof Value.Entries entries) || !entries.has(MARK)) {
      return value;
    }
    List<Map.Entry<String, Value>> inOrder = new ArrayList<>(entries.entries().entrySet());
    inOrder.removeIf(entry -> entry.getKey().equals(MARK));
    Collections.shuffle(inOrder, order);
    Map<String, Value> keys = new LinkedHashMap<>();
    inOrder.forEach(entry -> keys.put(entry.getKey(), shuffled(entry.getValue(), order)));
    return new Value.Entries(keys);
  }

  /** Builds a map of a spec, leaving out what is the default. */
  private static final class Keys {
    private final Map<String, Value> keys = new LinkedHashMap<>();

    Keys() {
      keys.put(MARK, Value.Plain.NULL);
    }

    Keys put(String key, Value value) {
      keys.put(key, value);
      return this;
    }

    Keys text(String key, String text) {
      return text.isEmpty() ? this : put(key, Value.text(text));
    }

    Keys texts(String key, List<String> texts) {
      return texts.isEmpty() ? this : put(key, Value.texts(texts));
    }

    Keys items(String key, List<Value> items) {
      return items.isEmpty() ? this : put(key, new Value.Items(items));
    }

    Value.Entries done() {
      return new Value.Entries(keys);
    }
  }

  private static Value bundle(BundleSpec bundle) {
    return new Keys()
        .text("description", bundle.description())
        .put("apps", Value.texts(bundle.apps()))
        .texts("services", bundle.services())
        .done();
  }

  private static Value app(AppSpec app) {
    Keys keys = new Keys();
    app.source().ifPresent(source -> source(keys, source));
    origin(keys, app.origin());
    depends(keys, "depends", app.depends());
    depends(keys, "conditional_links", app.conditionalLinks());
    keys.items("host_forwarding", app.hostForwarding().stream().map(SpecSetFiles::rule).toList());
    keys.put(
        "commands",
        new Keys()
            .texts("once", app.commands().once())
            .put("always", Value.texts(app.commands().always()))
            .done());
    keys.items("scripts", app.scripts().stream().map(SpecSetFiles::script).toList());
    keys.items("assets", app.assets().stream().map(SpecSetFiles::asset).toList());
    if (!app.compose().entries().isEmpty()) {
      keys.put("compose", app.compose());
    }
    test(keys, app.test());
    return keys.done();
  }

  private static Value lib(LibSpec lib) {
    Keys keys = new Keys();
    source(keys, lib.source());
    keys.texts("install", lib.install());
    depends(keys, "depends", new Depends(List.of(), List.of(), lib.libs()));
    keys.items("assets", lib.assets().stream().map(SpecSetFiles::asset).toList());
    test(keys, lib.test());
    return keys.done();
  }

  private static Value service(ServiceSpec service) {
    Map<String, Value> keys = new LinkedHashMap<>(service.compose().entries());
    if (service.imageRequiresLogin()) {
      keys.put("image_requires_login", new Value.Plain("true"));
    }
    return new Value.Entries(keys);
  }

  private static void source(Keys keys, Source source) {
    keys.text("repo", source.repo().toString()).text("mount", source.mount().value());
  }

  private static void origin(Keys keys, Origin origin) {
    switch (origin) {
      case Origin.Image image -> {
        keys.text("image", image.reference());
        if (image.requiresLogin()) {
          keys.put("image_requires_login", new Value.Plain("yes"));
        }
      }
      case Origin.Build build -> keys.text("build", build.folder());
    }
  }

  private static void depends(Keys keys, String key, Depends depends) {
    if (!depends.equals(Depends.NOTHING)) {
      keys.put(
          key,
          new Keys()
              .texts("apps", depends.apps())
              .texts("services", depends.services())
              .texts("libs", depends.libs())
              .done());
    }
  }

  private static Value rule(HostForwarding rule) {
    Keys keys =
        new Keys()
            .text("host_name", rule.hostName())
            .put("host_port", Value.number(rule.hostPort()))
            .put("container_port", Value.number(rule.containerPort()));
    return rule.type() == HostForwarding.Type.HTTP
        ? keys.done()
        : keys.text("type", rule.type().word()).done();
  }

  private static Value script(Script script) {
    return new Keys()
        .text("name", script.name())
        .text("description", script.description())
        .put("command", Value.texts(script.command()))
        .done();
  }

  private static Value asset(Asset asset) {
    Keys keys = new Keys().text("name", asset.name()).text("path", asset.path().value());
    return asset.required() ? keys.done() : keys.put("required", new Value.Plain("false")).done();
  }

  private static void test(Keys keys, TestSpec test) {
    if (test.equals(TestSpec.NONE)) {
      return;
    }
    Keys inner = new Keys();
    test.origin().ifPresent(origin -> origin(inner, origin));
    inner.texts("once", test.once());
    inner.items("suites", test.suites().stream().map(SpecSetFiles::suite).toList());
    keys.put("test", inner.done());
  }

  private static Value suite(Suite suite) {
    Keys keys =
        new Keys()
            .text("name", suite.name())
            .text("description", suite.description())
            .put("command", Value.texts(suite.command()))
            .text("default_args", suite.defaultArgs())
            .texts("services", suite.services());
    return suite.compose().entries().isEmpty()
        ? keys.done()
        : keys.put("compose", suite.compose()).done();
  }

  private static Node node(Value value) {
    return switch (value) {
      case Value.Text text ->
          new ScalarNode(Tag.STR, text.text(), null, null, ScalarStyle.DOUBLE_QUOTED);
      case Value.Plain plain -> plain(plain.source());
      case Value.Items items -> {
        List<Node> nodes = items.items().stream().map(SpecSetFiles::node).toList();
        yield new SequenceNode(Tag.SEQ, nodes, nodes.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
      }
      case Value.Entries entries -> {
        List<NodeTuple> tuples = new ArrayList<>();
        entries
            .entries()
            .forEach((key, item) -> tuples.add(new NodeTuple(node(Value.text(key)), node(item))));
        yield new MappingNode(Tag.MAP, tuples, tuples.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
      }
    };
  }

  /** A plain scalar keeps its look only with the tag that its look has. */
  private static Node plain(String source) {
    Tag tag = new Resolver().resolve(NodeId.scalar, source, true);
    return new ScalarNode(tag, source, null, null, ScalarStyle.PLAIN);
  }
}
