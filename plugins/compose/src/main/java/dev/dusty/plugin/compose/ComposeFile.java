package dev.dusty.plugin.compose;

import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.value.Value;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes the Compose file as a whole. */
final class ComposeFile {

  private ComposeFile() {}

  /** Returns the file; the containers are written in the order of their names. */
  static String text(CompileInput input, Collection<Container> containers) {
    return text(input, containers, (container, yaml, hosts) -> container.write(yaml, hosts));
  }

  /** Returns the same file with the paths of the user's computer, where Compose reads it. */
  static String text(CompileInput input, Collection<Container> containers, HostPaths paths) {
    return text(
        input,
        containers,
        (container, yaml, hosts) -> container.writeAs(yaml, hosts, paths.of(container.keys())));
  }

  /** How a container is written. */
  private interface Writing {
    void write(Container container, YamlWriter yaml, ExtraHosts.Shared hosts);
  }

  private static String text(
      CompileInput input, Collection<Container> containers, Writing writing) {
    YamlWriter yaml = new YamlWriter();
    yaml.line("# Made by Dusty; changes are lost at the next 'dusty up'.");
    ExtraHosts.Shared hosts = ExtraHosts.Shared.of(input);
    if (!input.specs().apps().isEmpty()) {
      hosts.write(yaml);
    }

    Map<String, Container> byName = new TreeMap<>();
    containers.forEach(container -> byName.put(container.name(), container));
    if (byName.isEmpty()) {
      yaml.entry(0, "services", Value.Entries.NONE);
    } else {
      yaml.open(0, "services");
      for (Container container : byName.values()) {
        writing.write(container, yaml, hosts);
      }
    }

    Map<String, Value> volumes = new TreeMap<>();
    Set<String> networks = new TreeSet<>();
    for (ComposeSpec spec : ComposeSpec.all(input.specs())) {
      Optional<Value> driver = spec.keys().get("volume_driver").filter(name -> !name.isMissing());
      for (String volume : Volumes.names(spec)) {
        Value definition =
            driver
                .<Value>map(name -> new Value.Entries(Map.of("driver", name)))
                .orElse(Value.Entries.NONE);
        volumes.merge(
            volume, definition, (before, now) -> before.equals(Value.Entries.NONE) ? now : before);
      }
      networks.addAll(networks(spec));
    }
    if (!volumes.isEmpty()) {
      yaml.entry(0, "volumes", new Value.Entries(volumes));
    }
    if (!networks.isEmpty()) {
      yaml.open(0, "networks");
      networks.forEach(name -> yaml.entry(1, name, Value.Entries.NONE));
    }
    return yaml.toString();
  }

  /** Returns the networks that a spec names, but for the one that is always there. */
  private static Set<String> networks(ComposeSpec spec) {
    Set<String> names = new LinkedHashSet<>();
    if (spec.keys().get("networks").orElse(Value.Plain.NULL) instanceof Value.Entries map) {
      names.addAll(map.entries().keySet());
    } else {
      spec.list("networks").forEach(item -> item.scalar().ifPresent(names::add));
    }
    names.remove("default");
    return names;
  }
}
