package dev.dusty.plugin;

import dev.dusty.api.ConfigKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What only one plugin can have: the name of a step of a kind, and a configuration key. Two
 * extensions of one plugin may read the same key, declared alike.
 */
final class Claims {

  /**
   * A claim.
   *
   * @param plugin whose it is
   * @param meaning what makes a second claim of the same plugin the same
   */
  private record Claim(String plugin, Object meaning) {}

  private final Map<String, Claim> claims = new HashMap<>();

  /**
   * Takes all claims of one plugin, or none.
   *
   * @throws Refusal if one of them is taken; names it and its plugin
   */
  void take(List<MadeExtension> extensions) {
    Map<String, Claim> taken = new HashMap<>();
    for (MadeExtension extension : extensions) {
      take(taken, extension.described(), new Claim(extension.plugin(), extension));
      for (ConfigKey key : extension.keys()) {
        take(taken, "config key " + key.name(), new Claim(extension.plugin(), key));
      }
    }
    claims.putAll(taken);
  }

  private void take(Map<String, Claim> taken, String what, Claim claim) {
    Claim other = claims.getOrDefault(what, taken.putIfAbsent(what, claim));
    if (other != null && !other.equals(claim)) {
      throw new Refusal(
          "'%s' is of plugin '%s' already; rename or remove one".formatted(what, other.plugin()));
    }
  }
}
