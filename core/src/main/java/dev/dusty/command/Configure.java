package dev.dusty.command;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.UserError;
import dev.dusty.config.Config;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code dusty config}: what can be configured, and what is. */
public final class Configure {

  private final Dusty dusty;
  private final Caller caller;

  /** Creates the commands. */
  public Configure(Dusty dusty, Caller caller) {
    this.dusty = dusty;
    this.caller = caller;
  }

  /** Lists the keys with what they mean. */
  public int list(boolean json) throws IOException {
    Config config = dusty.configFile().read();
    return new Listing<ConfigKey>()
        .column("KEY", "key", ConfigKey::name)
        .column("DESCRIPTION", "description", ConfigKey::description)
        .field("type", key -> key.type().name().toLowerCase(Locale.ROOT))
        .field("choices", ConfigKey::choices)
        .field("default", ConfigKey::defaultValue)
        .column("VALUE", "value", key -> effective(config, key))
        .column("SET?", "set", key -> config.value(key.name()).isPresent())
        .show(caller.console(), json, dusty.keys().keys().values());
  }

  /** Lists what is set, as {@code key: value} or as one JSON object. */
  public int values(boolean json) throws IOException {
    Config config = dusty.configFile().read();
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>(config.values());
      document.put("bundles", config.bundles());
      document.put("repo_overrides", config.overrides());
      document.put("environment", config.environment());
      caller.console().json(document);
      return ExitCode.DONE;
    }
    config.values().forEach((key, value) -> say(key + ": " + value));
    say("bundles: " + String.join(", ", config.bundles()));
    config.overrides().forEach((repo, folder) -> say("override " + repo + ": " + folder));
    config
        .environment()
        .forEach(
            (container, variables) ->
                say("environment " + container + ": " + String.join(", ", variables.keySet())));
    return ExitCode.DONE;
  }

  /** Prints the value of a key: the one that is set, or else its default. */
  public int get(String key) throws IOException {
    ConfigKey known = dusty.keys().named(key);
    say(effective(dusty.configFile().read(), known));
    return ExitCode.DONE;
  }

  /** Sets a value. */
  public int set(String key, String value) throws IOException {
    return change(
        "config set",
        (work, config) -> {
          String checked = check(work, key, value);
          say(key + ": " + checked);
          return config.with(key, checked);
        });
  }

  /** Gives a key its default again. */
  public int unset(String key) throws IOException {
    return change(
        "config unset",
        (work, config) -> {
          ConfigKey known = dusty.keys().named(key);
          if (key.equals(Config.USERNAME) || key.equals(Config.SPECS_REPO)) {
            throw new UserError(
                "config-needed",
                "Dusty does nothing without '" + key + "'",
                "give it another value: dusty config set " + key + " VALUE");
          }
          say("%s: %s (the default)".formatted(key, known.defaultValue()).replace(":  (", ": ("));
          return config.without(key);
        });
  }

  /** Changes the configuration. */
  private interface Changing {
    Config change(Work work, Config config) throws IOException;
  }

  private int change(String command, Changing changing) throws IOException {
    return Work.inTurn(
        dusty,
        caller,
        command,
        work -> {
          dusty.configFile().write(changing.change(work, work.config()));
          return ExitCode.DONE;
        });
  }

  private static String effective(Config config, ConfigKey key) {
    return config.value(key.name()).orElse(key.defaultValue());
  }

  private void say(String line) {
    caller.console().out().println(line);
  }

  /** What setup would refuse is refused here too. */
  private String check(Work work, String key, String value) throws IOException {
    String checked = dusty.keys().check(key, value);
    if (dusty.keys().named(key).type() == ConfigKey.Type.ROOT_COMMAND) {
      Upgrade.checkCaller(dusty, caller, "sets '" + key + "', which names a program of root's");
    }
    switch (key) {
      case Config.USERNAME -> Setup.checkUser(dusty, caller, checked);
      case Config.SPECS_REPO -> {
        return Setup.checkRepo(checked);
      }
      case Config.RELEASE_SOURCE, Config.RELEASE_KEY ->
          Upgrade.checkSetting(dusty, caller, key, checked);
      default -> {
        // What is not in specs that cannot be read now is told by 'up'.
        Optional<UserError> objection =
            work.soundSpecs()
                .flatMap(specs -> new AppSettings(dusty.keys(), specs).objection(key, checked));
        if (objection.isPresent()) {
          throw objection.get();
        }
      }
    }
    return checked;
  }
}
