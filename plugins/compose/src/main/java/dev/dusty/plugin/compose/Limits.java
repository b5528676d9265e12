package dev.dusty.plugin.compose;

import dev.dusty.api.UserError;
import java.util.List;

/** What a spec can ask of Compose that one service of a generated file cannot have. */
final class Limits {

  /** Keys that refer to a part of the file that specs do not have. */
  private static final List<String> NEED_TOP_LEVEL = List.of("secrets", "configs");

  private Limits() {}

  /**
   * Checks a spec's keys.
   *
   * @throws UserError for the first one that cannot be had
   */
  static void check(ComposeSpec spec) {
    for (String key : NEED_TOP_LEVEL) {
      if (spec.keys().get(key).filter(value -> !value.isMissing()).isPresent()) {
        throw new UserError(
            "compose-key-unsupported",
            spec.place()
                + ": '"
                + key
                + "' under 'compose' refers to a part of a Compose file that specs do not have",
            key,
            null,
            "remove '" + key + "'; a file that lives in no repo can be an asset or a volume");
      }
    }
  }
}
