package dev.dusty.api.compile;

import java.util.List;

/**
 * An asset that the active set knows.
 *
 * @param name the key under which the user sets it
 * @param usedBy apps, and libs as {@code lib:NAME}, that use it, sorted
 * @param requiredBy those of them that require it, sorted
 * @since 1.0
 */
public record ActiveAsset(String name, List<String> usedBy, List<String> requiredBy) {
  /** Copies the lists. */
  public ActiveAsset {
    usedBy = List.copyOf(usedBy);
    requiredBy = List.copyOf(requiredBy);
  }
}
