package dev.dusty.spec.model;

import dev.dusty.api.compose.ComposeKeys;
import dev.dusty.spec.yaml.Position;
import dev.dusty.spec.yaml.Problems;
import dev.dusty.spec.yaml.YamlNode;
import dev.dusty.spec.yaml.YamlNode.Entry;
import dev.dusty.spec.yaml.YamlNode.Mapping;
import dev.dusty.spec.yaml.YamlNode.Scalar;
import dev.dusty.spec.yaml.YamlNode.Sequence;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Dusty looks at in Compose keys, which are otherwise Compose's: keys that have no effect,
 * keys of the first file format, and the form of what Dusty adds to.
 */
final class ComposeRules {

  private static final Set<String> LISTS_OR_MAPS =
      Set.of("environment", "labels", "extra_hosts", "depends_on");
  private static final Set<String> LISTS =
      Set.of("volumes", "ports", "links", "external_links", "volumes_from");

  /** Keys that refer to a top level of a Compose file, which specs have no place for. */
  private static final Set<String> NEEDING_TOP_LEVEL = Set.of("secrets", "configs");

  /** Compose keys that people write beside {@code compose} instead of in it. */
  private static final Set<String> OFTEN_MISPLACED =
      Set.of(
          "environment",
          "env_file",
          "volumes",
          "ports",
          "links",
          "labels",
          "restart",
          "privileged",
          "mem_limit",
          "cpuset",
          "hostname",
          "dns",
          "expose",
          "extra_hosts",
          "network_mode",
          "net",
          "networks",
          "ulimits",
          "cap_add",
          "logging",
          "healthcheck",
          "tty",
          "stdin_open",
          "user",
          "working_dir",
          "command",
          "entrypoint",
          "depends_on");

  private static final String USER_HINT =
      "; the config key 'run_as_owner' names the apps that run as the owner of the repos";

  private ComposeRules() {}

  static String hintForUnknownKey(String key) {
    return OFTEN_MISPLACED.contains(key) ? "; Compose keys go under 'compose'" : "";
  }

  /** Checks the {@code compose} key of an app or a suite. */
  static void checkApp(@Nullable Entry compose, Problems problems) {
    if (compose == null || !(compose.value() instanceof Mapping keys)) {
      return;
    }
    for (Entry entry : keys.entries()) {
      if (ComposeKeys.DUSTY_OWN.contains(entry.key())
          || entry.key().equals("image")
          || entry.key().equals("build")) {
        problems.warning(
            entry.position(),
            "'compose.%s' is Dusty's own and has no effect here%s"
                .formatted(entry.key(), entry.key().equals("user") ? USER_HINT : ""));
      }
    }
    checkKeys(keys, problems);
  }

  /** Checks the keys of a service. */
  static void checkService(Mapping keys, Problems problems) {
    Entry name = keys.entry("container_name");
    if (name != null) {
      problems.warning(name.position(), "'container_name' is Dusty's own and has no effect here");
    }
    checkKeys(keys, problems);
  }

  private static void checkKeys(Mapping keys, Problems problems) {
    for (Entry entry : keys.entries()) {
      String replacement = ComposeKeys.OLD_KEYS.get(entry.key());
      if (replacement != null) {
        problems.warning(
            entry.position(),
            "'%s' is a key of the first Compose file format; write '%s'"
                .formatted(entry.key(), replacement));
      }
      if (NEEDING_TOP_LEVEL.contains(entry.key())) {
        problems.error(
            entry.position(),
            "'%s' refers to the top level of a Compose file, which specs do not have; use assets or"
                    .formatted(entry.key())
                + " 'environment'");
      }
      checkForm(entry, problems);
      if (entry.key().equals("volumes") && entry.value() instanceof Sequence volumes) {
        volumes.items().forEach(volume -> checkVolume(volume, problems));
      }
    }
  }

  private static void checkForm(Entry entry, Problems problems) {
    YamlNode value = entry.value();
    if (value.isMissing() || value instanceof Sequence) {
      return;
    }
    String label = "'" + entry.key() + "'";
    if (LISTS.contains(entry.key())) {
      problems.error(value.position(), Types.wrong(label, "a list", value));
    } else if (LISTS_OR_MAPS.contains(entry.key()) && !(value instanceof Mapping)) {
      problems.error(value.position(), Types.wrong(label, "a list or a map", value));
    }
  }

  /**
   * Checks that a volume's place in the container is absolute: {@code [source:]target[:mode]}, or a
   * map with {@code target}. What Compose has yet to fill in ({@code $}) is left alone.
   */
  private static void checkVolume(YamlNode volume, Problems problems) {
    String target = null;
    Position position = volume.position();
    if (volume instanceof Scalar scalar) {
      List<String> parts = List.of(scalar.text().split(":", -1));
      target = parts.size() == 1 ? parts.getFirst() : parts.get(1);
      if (scalar.text().contains("$")) {
        return;
      }
    } else if (volume instanceof Mapping mapping) {
      Entry entry = mapping.entry("target");
      if (entry != null && entry.value() instanceof Scalar scalar) {
        target = scalar.text();
        position = entry.value().position();
      }
    }
    if (target != null && !target.startsWith("/") && !target.contains("$")) {
      problems.error(
          position,
          "the volume's place in the container, '%s', is not an absolute path".formatted(target));
    }
  }
}
