package dev.dusty.config;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.spec.Names;
import dev.dusty.spec.model.Suggestions;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys that {@code dusty config set} takes: Dusty's own and those of plugins.
 *
 * @param keys by name
 */
public record KnownKeys(Map<String, ConfigKey> keys) {

  private static final int HIGHEST_PORT = 65535;

  private static final ConfigKey USERNAME =
      ConfigKey.text(Config.USERNAME, "", "Whose repos, git and Docker are used");
  private static final ConfigKey SPECS_REPO =
      ConfigKey.text(Config.SPECS_REPO, "", "The repo of specs");
  private static final ConfigKey VM_MEMORY =
      new ConfigKey(
          "vm_memory_size",
          ConfigKey.Type.NUMBER,
          "2048",
          "Memory of the virtual machine in MB, where there is one");

  private static final ConfigKey RELEASE_SOURCE =
      ConfigKey.text(
          Config.RELEASE_SOURCE, "", "Folder or URL of Dusty's releases; only root sets it");
  private static final ConfigKey RELEASE_KEY =
      ConfigKey.text(
          Config.RELEASE_KEY,
          "",
          "Public key of Dusty's releases, instead of the installation's; only root sets it");

  /** Copies the map, in the order of names. */
  public KnownKeys {
    keys = Collections.unmodifiableMap(new TreeMap<>(keys));
  }

  /**
   * Returns Dusty's own keys and those of plugins.
   *
   * @param machines names of the machines that plugins have
   */
  public static KnownKeys with(Collection<ConfigKey> ofPlugins, Collection<String> machines) {
    Map<String, ConfigKey> keys = new TreeMap<>();
    ofPlugins.forEach(key -> keys.put(key.name(), key));
    for (ConfigKey own :
        new ConfigKey[] {
          USERNAME,
          SPECS_REPO,
          machine(List.copyOf(machines)),
          VM_MEMORY,
          RELEASE_SOURCE,
          RELEASE_KEY
        }) {
      keys.put(own.name(), own);
    }
    return new KnownKeys(keys);
  }

  private static ConfigKey machine(List<String> machines) {
    String description = "Where the Docker engine runs; empty picks the best here";
    return machines.isEmpty()
        ? ConfigKey.text(Config.MACHINE, "", description)
        : ConfigKey.choice(Config.MACHINE, machines, "", description);
  }

  /**
   * Returns a key.
   *
   * @throws UserError if there is none of that name
   */
  public ConfigKey named(String name) {
    ConfigKey key = keys.get(name);
    if (key == null) {
      throw unknown(name);
    }
    return key;
  }

  /**
   * Checks a value for a key.
   *
   * @return the value as it is to be kept
   * @throws UserError if there is no such key, or it does not take the value
   */
  public String check(String name, String value) {
    ConfigKey key = named(name);
    boolean fits =
        switch (key.type()) {
          case TEXT -> !Names.hasControlCharacter(value);
          case NUMBER -> isLong(value);
          case PORT -> value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= HIGHEST_PORT;
          case BOOLEAN -> value.equals("true") || value.equals("false");
          case ADDRESS -> Site.isAddress(value);
          case PATH -> value.startsWith("/") && !Names.hasControlCharacter(value);
          case CHOICE -> key.choices().contains(value);
          case APPS ->
              apps(value).stream().allMatch(app -> app.equals("*") || Names.isSourceName(app));
          case ROOT_COMMAND ->
              value.matches("/\\S+(?: +\\S+)*") && !Names.hasControlCharacter(value);
        };
    if (!fits && !value.equals(key.defaultValue())) {
      throw new UserError(
          "config-value",
          "'%s' is no value for '%s'%s"
              .formatted(value.strip(), name, Suggestions.didYouMean(value, key.choices())),
          value,
          expected(key),
          "give " + expected(key));
    }
    return value;
  }

  /** Returns the names, and perhaps {@code *}, in a value of {@link ConfigKey.Type#APPS}. */
  public static List<String> apps(String value) {
    return Arrays.stream(value.split(",", -1))
        .map(String::strip)
        .filter(app -> !app.isEmpty())
        .toList();
  }

  private static String expected(ConfigKey key) {
    String expected =
        switch (key.type()) {
          case TEXT -> "a text of one line";
          case NUMBER -> "a whole number";
          case PORT -> "a port from 1 to 65535, or 0 for none";
          case BOOLEAN -> "true or false";
          case ADDRESS -> "an IP address";
          case PATH -> "an absolute path";
          case APPS -> "names of apps with commas between them, or * for all";
          case CHOICE ->
              (key.choices().size() == 1 ? "" : "one of: ") + String.join(", ", key.choices());
          case ROOT_COMMAND -> "a program's absolute path and its arguments";
        };
    boolean mayBeEmpty = key.type() != ConfigKey.Type.TEXT && key.defaultValue().isEmpty();
    String empty = key.type() == ConfigKey.Type.APPS ? "none" : "what is found out";
    return expected + (mayBeEmpty ? ", or '' for " + empty : "");
  }

  private UserError unknown(String name) {
    String all = "keys: " + String.join(", ", keys.keySet());
    String command = ConfigFile.NOT_PLAIN.get(name);
    return command != null
        ? new UserError(
            "config-not-plain",
            "'" + name + "' is no plain string",
            "use '" + command + "' for it; " + all)
        : new UserError(
            "config-unknown",
            "there is no key '" + name + "'" + Suggestions.didYouMean(name, keys.keySet()),
            all);
  }

  private static boolean isLong(String value) {
    try {
      long _ = Long.parseLong(value);
      return value.matches("-?[0-9]+");
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
