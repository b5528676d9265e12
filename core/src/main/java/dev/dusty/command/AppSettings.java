package dev.dusty.command;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.UserError;
import dev.dusty.config.KnownKeys;
import dev.dusty.spec.Specs;
import dev.dusty.spec.model.Suggestions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the apps that settings name are in the specs.
 *
 * @param keys what can be configured
 * @param specs all specs, active or not
 */
record AppSettings(KnownKeys keys, Specs specs) {

  /** Returns what is wrong with a value of a key; empty too if the key is not for names of apps. */
  Optional<UserError> objection(String key, String value) {
    ConfigKey known = keys.keys().get(key);
    if (known == null || known.type() != ConfigKey.Type.APPS) {
      return Optional.empty();
    }
    return KnownKeys.apps(value).stream()
        .filter(app -> !app.equals("*") && !specs.apps().containsKey(app))
        .findFirst()
        .map(app -> unknown(key, app));
  }

  /** Returns what is wrong with any of the values that are set. */
  List<UserError> objections(Map<String, String> values) {
    return values.entrySet().stream()
        .flatMap(value -> objection(value.getKey(), value.getValue()).stream())
        .toList();
  }

  private UserError unknown(String key, String app) {
    return new UserError(
        "config-app",
        "'%s' names the app '%s', which is not in the specs%s"
            .formatted(key, app, Suggestions.didYouMean(app, specs.apps().keySet())),
        app,
        null,
        "apps: " + String.join(", ", specs.apps().keySet()));
  }
}
