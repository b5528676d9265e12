package dev.dusty.plugin.compose;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The images that somebody was given and has not run a suite in yet, or runs one in: another
 * command may make the next one meanwhile, and is not to remove them.
 */
final class KeptImages {

  private final Map<String, Integer> users = new ConcurrentHashMap<>();

  /** Keeps an image for one more run. */
  void keep(String image) {
    users.merge(image, 1, Integer::sum);
  }

  /** Says that a run is over. */
  void release(String image) {
    users.computeIfPresent(image, (same, count) -> count > 1 ? count - 1 : null);
  }

  boolean isKept(String image) {
    return users.containsKey(image);
  }
}
