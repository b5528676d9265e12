package dev.dusty.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the user configured.
 *
 * @param values the plain strings, by key
 * @param bundles names of the active bundles, sorted
 * @param overrides folders of the user's own that are used in place of managed repos, by the
 *     {@linkplain dev.dusty.api.spec.Repo#path() path} of the repo
 * @param environment overrides of containers' environments, by container and variable; containers
 *     without any are left out
 */
public record Config(
    Map<String, String> values,
    List<String> bundles,
    Map<String, String> overrides,
    Map<String, Map<String, String>> environment) {

  /** Whose Dusty this is: whose git, Docker and repos. Set by {@code dusty setup}. */
  public static final String USERNAME = "username";

  /** The repo of specs. */
  public static final String SPECS_REPO = "specs_repo";

  /** The machine, by name. */
  public static final String MACHINE = "machine";

  /** Where releases of Dusty are. */
  public static final String RELEASE_SOURCE = "release_source";

  /** The public key that releases of Dusty are signed with. */
  public static final String RELEASE_KEY = "release_key";

  /** Nothing is configured. */
  public static final Config NONE = new Config(Map.of(), List.of(), Map.of(), Map.of());

  /** Copies the lists and maps, in the order of names. */
  public Config {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
    bundles = List.copyOf(new TreeSet<>(bundles));
    overrides = Collections.unmodifiableMap(new TreeMap<>(overrides));
    Map<String, Map<String, String>> byContainer = new TreeMap<>();
    environment.forEach(
        (container, variables) -> {
          if (!variables.isEmpty()) {
            byContainer.put(container, Collections.unmodifiableMap(new TreeMap<>(variables)));
          }
        });
    environment = Collections.unmodifiableMap(byContainer);
  }

  /** Returns a value, if it is set. */
  public Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Returns this configuration with a value set. */
  public Config with(String key, String value) {
    Map<String, String> changed = new TreeMap<>(values);
    changed.put(key, value);
    return new Config(changed, bundles, overrides, environment);
  }

  /** Returns this configuration with a value not set. */
  public Config without(String key) {
    Map<String, String> changed = new TreeMap<>(values);
    changed.remove(key);
    return new Config(changed, bundles, overrides, environment);
  }

  /** Returns this configuration with other active bundles. */
  public Config withBundles(List<String> names) {
    return new Config(values, names, overrides, environment);
  }

  /** Returns this configuration with other overrides of repos. */
  public Config withOverrides(Map<String, String> folders) {
    return new Config(values, bundles, folders, environment);
  }

  /** Returns this configuration with other overrides of environments. */
  public Config withEnvironment(Map<String, Map<String, String>> variables) {
    return new Config(values, bundles, overrides, variables);
  }
}
