package dev.dusty.plugin.compose;

import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a container has to be, in the form in which it is compared with what is there.
 *
 * @param container what the Compose file says
 * @param hash its fingerprint, as its label has it
 * @param parts a fingerprint of each of its Compose keys, to tell what has changed
 */
record Definition(Container container, String hash, Map<String, String> parts) {

  /** The part that stands for the app's command file. */
  static final String COMMANDS = "commands";

  /** The part that stands for what the user overrides of its environment. */
  static final String OVERRIDES = "overrides";

  private static final String ENVIRONMENT = "environment";

  /** The part that stands for the host names that a spec asks for by itself. */
  private static final String EXTRA_HOSTS = "extra_hosts";

  /** Returns the definitions of all containers of an input, by name. */
  static Map<String, Definition> all(CompileInput input) {
    ExtraHosts.Shared hosts = ExtraHosts.Shared.of(input);
    Map<String, Map<String, Value>> own = new TreeMap<>();
    ComposeSpec.all(input.specs()).forEach(spec -> own.put(spec.name(), spec.environment()));
    Map<String, Definition> all = new TreeMap<>();
    for (Container container : ComposeCompileStep.containers(input)) {
      all.put(
          container.name(),
          new Definition(
              container,
              container.specHash(hosts),
              parts(
                  container,
                  own.getOrDefault(container.name(), Map.of()),
                  input.environment().getOrDefault(container.name(), Map.of()))));
    }
    return all;
  }

  private static Map<String, String> parts(
      Container container, Map<String, Value> own, Map<String, String> overrides) {
    Map<String, String> parts = new TreeMap<>();
    container.keys().forEach((key, value) -> parts.put(key, SpecHash.of(value.toString(), "")));
    // What the spec says and what the user overrides are told apart.
    parts.remove(ENVIRONMENT);
    if (!own.isEmpty()) {
      parts.put(ENVIRONMENT, SpecHash.of(own.toString(), ""));
    }
    if (!overrides.isEmpty()) {
      parts.put(OVERRIDES, SpecHash.of(overrides.toString(), ""));
    }
    parts.put("labels", SpecHash.of(container.labels().toString(), ""));
    parts.put(EXTRA_HOSTS, SpecHash.of(container.extraHosts().own().toString(), ""));
    parts.put(COMMANDS, SpecHash.of(container.commandFile(), ""));
    return parts;
  }

  String name() {
    return container.name();
  }

  /** Returns the reference of the image that it runs, where that is no variable's business. */
  Optional<String> image() {
    return Optional.ofNullable(container.keys().get("image"))
        .flatMap(Value::scalar)
        .filter(image -> !image.isEmpty() && image.indexOf('$') < 0);
  }

  /** Returns the same with the paths of the user's computer in what Compose reads. */
  Definition here(HostPaths paths) {
    return new Definition(
        new Container(
            container.name(),
            container.kind(),
            paths.of(container.keys()),
            container.extraHosts(),
            container.labels(),
            container.commandFile()),
        hash,
        parts);
  }

  /** Returns whether Compose builds its image. */
  boolean isBuilt() {
    return container.keys().containsKey("build");
  }

  /** Returns the Dockerfile on the Docker host that its image is built from, if it is a file. */
  Optional<String> dockerfile() {
    Value build = container.keys().get("build");
    if (build == null) {
      return Optional.empty();
    }
    Optional<String> context = build.scalar();
    String file = "Dockerfile";
    if (build instanceof Value.Entries entries) {
      if (entries.has("dockerfile_inline")) {
        return Optional.empty();
      }
      context = entries.get("context").flatMap(Value::scalar);
      file = entries.get("dockerfile").flatMap(Value::scalar).orElse(file);
    }
    String path = file.startsWith("/") ? file : context.orElse("") + "/" + file;
    return path.startsWith("/") && path.indexOf('$') < 0 ? Optional.of(path) : Optional.empty();
  }

  /** Returns the containers without whose present run it cannot run: those whose guest it is. */
  Set<String> guestOf() {
    Set<String> hosts = new TreeSet<>();
    for (String key : List.of("network_mode", "ipc", "pid")) {
      scalar(key)
          .filter(mode -> mode.startsWith("service:"))
          .ifPresent(mode -> hosts.add(mode.substring("service:".length())));
    }
    return hosts;
  }

  /** Returns the containers without whose present incarnation it cannot run. */
  Set<String> lodgesWith() {
    Set<String> hosts = new TreeSet<>(guestOf());
    for (String from : items("volumes_from")) {
      if (!from.startsWith("container:")) {
        int colon = from.indexOf(':');
        hosts.add(colon < 0 ? from : from.substring(0, colon));
      }
    }
    return hosts;
  }

  /** Returns the containers that have to be there before it. */
  Set<String> follows() {
    Set<String> names = new TreeSet<>(lodgesWith());
    for (String link : items("links")) {
      int colon = link.indexOf(':');
      names.add(colon < 0 ? link : link.substring(0, colon));
    }
    names.addAll(items("depends_on"));
    return names;
  }

  /** Returns the addresses that it publishes, as far as they are written out. */
  List<Endpoint> endpoints() {
    List<Endpoint> endpoints = new ArrayList<>();
    items("ports").forEach(port -> Endpoint.parse(port).ifPresent(endpoints::add));
    return endpoints;
  }

  private Optional<String> scalar(String key) {
    return Optional.ofNullable(container.keys().get(key)).flatMap(Value::scalar);
  }

  /** Returns the items of a list, or the keys of a map. */
  private List<String> items(String key) {
    Value value = container.keys().get(key);
    if (value instanceof Value.Entries entries) {
      return List.copyOf(entries.entries().keySet());
    }
    if (value instanceof Value.Items items) {
      return items.items().stream().flatMap(item -> item.scalar().stream()).toList();
    }
    return List.of();
  }
}
